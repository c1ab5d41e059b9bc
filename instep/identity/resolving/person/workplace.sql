-- One row per record that tells where somebody works: the company as written, and the web domain of the mailbox.
select spelled.rid, company.core, case when mailbox.is_company then mailbox.host end as host
from spelled
left join company on company.company_name = spelled.company_name
left join mailbox on mailbox.rid = spelled.rid
where company.core is not null or mailbox.is_company
