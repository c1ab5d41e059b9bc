-- One row per dimension and value by which KPIs can be narrowed, with how many rows have it.
-- whole
with valued as (
    select 'channel' as dimension, channel as value, entity_id from goals.measure
    union all
    select 'campaign' as dimension, campaign as value, entity_id from goals.measure
    union all
    select 'region' as dimension, region as value, entity_id from goals.measure
    union all
    select 'segment' as dimension, segment as value, entity_id from goals.measure
    union all
    select 'industry' as dimension, industry as value, entity_id from goals.measure
    union all
    select 'product' as dimension, product as value, entity_id from goals.measure
    union all
    select 'team' as dimension, team as value, entity_id from goals.measure
    union all
    select 'owner_name' as dimension, owner_name as value, entity_id from goals.measure
    union all
    select 'currency' as dimension, currency as value, entity_id from goals.measure where currency is not null
)

select
    dimension,
    value,
    count(*) as row_count
from valued
group by dimension, value
