-- One row per record of a line of an order and key that ties it to other records.
select record_key, source || '/person/' || person_ref as key from sources.order_line where person_ref is not null
union all
select record_key, source || '/account/' || account_ref as key from sources.order_line where account_ref is not null
union all
select record_key, source || '/order/' || order_ref as key from sources.order_line where order_ref is not null
union all
select order_line.record_key, 'mailbox ' || mailbox.mailbox as key
from sources.order_line
inner join identity.mailbox on mailbox.email = order_line.person_email
union all
select record_key, record_key as key from sources.order_line
