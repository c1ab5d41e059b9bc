-- One row per person and move from the touchpoint of the journey map that they came to, to the one that they first came to next.
-- local to person_id
-- sorted by touchpoint, next_touchpoint, person_id
--
-- Each touchpoint counts where somebody first came to it, so nobody makes the same move twice. Where two were at the same moment, the map's order decides.
-- is_back: the next one stands earlier on the map. days are counted to a tenth.
with stop as (
  select
    person_id,
    place,
    touchpoint,
    first_at,
    min(first_at) over (partition by person_id) as began_at,
    lead(place) over (partition by person_id order by first_at, place) as next_place,
    lead(touchpoint) over (partition by person_id order by first_at, place) as next_touchpoint,
    lead(first_at) over (partition by person_id order by first_at, place) as next_at
  from journey.visit
)

select
  person_id,
  place,
  touchpoint,
  next_place,
  next_touchpoint,
  next_place < place as is_back,
  began_at,
  first_at as left_at,
  next_at as reached_at,
  round((epoch(next_at) - epoch(first_at)) / 86400.0, 1) as days
from stop
where next_place is not null
