-- One row per answer that somebody noted about a person: budget, authority, need or timing, and whether it holds.
-- local to person_id
select
  answer.answer_id,
  answer.person_id,
  answer.topic,
  answer.holds,
  answer.said_at
from decided.answer
inner join identity.person on person.person_id = answer.person_id
