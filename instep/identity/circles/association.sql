-- One row per association or merge and each of the two records that it ties.
--
-- An owner or a campaign is no tie: who sells to two customers does not make them one.
select record_key, source || '/' || from_kind || '/' || from_ref as key
from sources.association
where from_ref is not null and from_kind in ('person', 'account', 'opportunity', 'case', 'order', 'order_line', 'activity')
union all
select record_key, source || '/' || to_kind || '/' || to_ref as key
from sources.association
where to_ref is not null and to_kind in ('person', 'account', 'opportunity', 'case', 'order', 'order_line', 'activity')
union all
select record_key, source || '/' || kind || '/' || kept_ref as key
from sources.merge
where kept_ref is not null and kind in ('person', 'account', 'opportunity')
union all
select record_key, source || '/' || kind || '/' || merged_ref as key
from sources.merge
where merged_ref is not null and kind in ('person', 'account', 'opportunity')
