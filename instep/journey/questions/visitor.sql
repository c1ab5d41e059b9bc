-- One row per person who first came to the touchpoint since $since, the newest first; narrowed to an $outcome where one is asked for.
--
-- total_count and total_part count the rows of all pages: those listed, and of them those that went on or were answered in time.
with came as (
  select
    visit.person_id,
    person.full_name as label,
    person.company_name as company,
    visit.first_at,
    visit.touch_count,
    visit.next_at,
    round((epoch(visit.next_at) - epoch(visit.first_at)) / 86400.0, 1) as days,
    case when visit.answered_at >= visit.first_at then visit.answered_at end as answered_at,
    case
      when $outcome = 'owed' then
        case when visit.answered_at <= visit.first_at + visit.within_hours * interval '1' hour then 1 else 0 end
      when visit.next_at is not null then 1
      else 0
    end as is_part
  from journey.visit
  inner join identity.person on person.person_id = visit.person_id
  where visit.touchpoint = $touchpoint
    and visit.first_at >= $since
    and (
      $outcome = ''
      or (
        $outcome = 'wrong'
        and visit.first_at < $ripe_at
        and exists (
          select 1
          from journey.deviation
          where deviation.person_id = visit.person_id and deviation.place = visit.place and deviation.kind <> 'skipped'
        )
      )
      or ($outcome = 'ripe' and visit.first_at < $ripe_at)
      or ($outcome = 'went_on' and visit.first_at < $ripe_at and visit.next_at is not null)
      or (
        $outcome = 'owed'
        and visit.first_at + visit.within_hours * interval '1' hour <= $now
        and (visit.answered_at is null or visit.answered_at >= visit.first_at)
      )
    )
)

select
  person_id,
  coalesce(label, person_id) as label,
  company,
  first_at,
  touch_count,
  next_at,
  days,
  answered_at,
  count(*) over () as total_count,
  cast(sum(is_part) over () as bigint) as total_part,
  cast(sum(touch_count) over () as bigint) as total_touch_count
from came
order by first_at desc, person_id
limit $page_size offset $offset
