-- One row per person who moved from $touchpoint to $next_touchpoint, of those whose course began since $since; the longest wait first.
select
  move.person_id,
  coalesce(person.full_name, move.person_id) as label,
  person.company_name as company,
  move.left_at,
  move.reached_at,
  move.days,
  count(*) over () as total_count
from journey.move
inner join identity.person on person.person_id = move.person_id
where move.began_at >= $since and move.touchpoint = $touchpoint and move.next_touchpoint = $next_touchpoint
order by move.days desc, move.person_id
limit $page_size offset $offset
