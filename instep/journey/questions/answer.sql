-- One row per answer of a $kind that customers gave since $since, the newest first; total_score is the mean over all pages.
select
  person_ref.person_id,
  coalesce(person.full_name, survey_response.person_email, 'somebody') as label,
  survey_response.at,
  survey_response.score,
  survey_response.comment,
  survey_response.source,
  count(*) over () as total_count,
  avg(survey_response.score) over () as total_score
from sources.survey_response
left join identity.person_ref
  on person_ref.source = survey_response.source and person_ref.person_ref = survey_response.person_ref
left join identity.person on person.person_id = person_ref.person_id
where survey_response.kind = $kind and survey_response.at >= $since
order by survey_response.at desc, survey_response.record_key
limit $page_size offset $offset
