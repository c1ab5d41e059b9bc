-- One row per request for help that is still open at $now: unanswered ones first, the longest waiting first.
--
-- Requests opened before $start are left out: a desk that never closes anything would fill the list with the past.
select
    ticket.case_id,
    ticket.person_id,
    coalesce(person.full_name, person.email, account.name, 'somebody without a name') as who,
    coalesce(account.name, person.company_name) as company,
    coalesce(ticket.subject, 'no subject') as subject,
    ticket.opened_at,
    ticket.product,
    coalesce(ticket.first_reply_at <= $now, false) as is_answered
from timeline.case as ticket
left join identity.person on ticket.person_id = person.person_id
left join identity.account on ticket.account_id = account.account_id
where
    ticket.opened_at >= $start
    and ticket.opened_at <= $now
    and (ticket.solved_at is null or ticket.solved_at > $now)
order by
    case when ticket.first_reply_at <= $now then 1 else 0 end,
    ticket.opened_at,
    ticket.case_id
limit $size
