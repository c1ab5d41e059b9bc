-- Exactly one row: who is in the records and how many of them ever ordered.
select
    (select count(*) from identity.person) as person_count,
    (select count(*) from identity.account) as account_count,
    (select count(distinct coalesce(account_id, person_id)) from timeline.order) as buyer_count,
    (select count(distinct coalesce(amount_currency, '')) from timeline.order) as currency_count
