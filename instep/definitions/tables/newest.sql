-- One row per definition that anybody ever met: its newest version.
-- learned by definition
select definition, max(version) as version
from definitions.membership
group by definition
