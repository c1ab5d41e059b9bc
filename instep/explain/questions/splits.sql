-- One row: into how many known parts each dimension splits what a KPI counted from $start up to $end.
select
    count(distinct channel) as channel,
    count(distinct campaign) as campaign,
    count(distinct region) as region,
    count(distinct segment) as segment,
    count(distinct industry) as industry,
    count(distinct product) as product,
    count(distinct team) as team,
    count(distinct owner_name) as owner_name
from goals.measure
where measure.kpi = $kpi and measure.at >= $start and measure.at < $end
