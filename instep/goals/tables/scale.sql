-- One row per source and kind of question: the highest number that anybody ever answered.
-- learned by source, kind
select
    source,
    kind,
    max(score) as top
from goals.rating
group by source, kind
