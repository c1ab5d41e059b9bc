-- One row per kind of question that customers were asked since $since: how many answered, their mean score, and the newest words of the unhappiest.
with answer as (
  select
    kind,
    score,
    comment,
    row_number() over (
      partition by kind
      order by case when comment is null then 1 else 0 end, score nulls last, survey_response.at desc, survey_response.record_key
    ) as place
  from sources.survey_response
  where survey_response.at >= $since and kind is not null
)

select
  kind,
  count(*) as answer_count,
  avg(score) as mean_score,
  min(case when place = 1 then comment end) as comment
from answer
group by kind
order by kind
