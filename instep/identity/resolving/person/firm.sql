-- One row per record that tells where somebody works: the firm, under one name whatever the record writes.
--
-- Firms and web domains are learned from each other: most records with a mailbox at acme.com say Acme. A name that hardly
-- anybody else writes, beside a domain that is known, is a slip of the name that is known.
select
    workplace.rid,
    case
        when known_firm.core is not null and common_core.core is null then known_firm.core
        else coalesce(workplace.core, known_firm.core, workplace.host)
    end as firm
from workplace
left join common_core on common_core.core = workplace.core
left join known_firm on known_firm.host = workplace.host
