-- One row per source that records what sales people do themselves: calls, meetings, e-mails by hand.
-- whole
--
-- Only where such a source knows a person does its silence mean that nobody called.
select distinct source
from timeline.touchpoint
where team = 'sales' and is_human
