-- One row per person behind a figure of the page on courses, the newest first: of a $course, of a $kind of difference at a $touchpoint,
-- or of those who $kept to the map (yes) or did not (no).
--
-- outcome: empty for all, or reached for those who got to an end; total_part counts these among all that are listed.
select
  course.person_id,
  coalesce(person.full_name, course.person_id) as label,
  person.company_name as company,
  course.course,
  course.began_at,
  course.days,
  course.has_reached_end,
  count(*) over () as total_count,
  cast(sum(case when course.has_reached_end then 1 else 0 end) over () as bigint) as total_part
from journey.course
inner join identity.person on person.person_id = course.person_id
where course.began_at >= $since
  and ($course = '' or course.course = $course)
  and (
    $kind = ''
    or (
      course.began_at < $ripe_at
      and course.person_id in (
        select deviation.person_id from journey.deviation where deviation.kind = $kind and deviation.touchpoint = $touchpoint
      )
    )
  )
  and (
    $kept = ''
    or (
      course.began_at < $ripe_at
      and (
        ($kept = 'yes' and course.person_id not in (select deviation.person_id from journey.deviation))
        or ($kept = 'no' and course.person_id in (select deviation.person_id from journey.deviation))
      )
    )
  )
order by course.began_at desc, course.person_id
limit $page_size offset $offset
