-- One row per source and domain of ours: those whose pages it saw people open.
-- learned by source, domain
select distinct link.source, site.domain
from timeline.link
inner join timeline.site on site.word = link.page_host
where site.domain is not null
