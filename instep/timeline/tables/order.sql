-- One row per order, also of one that is known by its lines only; a cancelled or voided order is left out.
-- local to order_id
-- sorted by account_id, person_id, ordered_at
--
-- The amount is the order's own, else the sum of its lines; the product is that of the line with most money. A repeat order is any but the
-- customer's first, where the customer is the account, or the person if no account is known.
with line as (
    select
        order_line.source,
        coalesce(order_line.order_ref, order_line.record_id) as order_ref,
        order_line.record_key,
        order_line.person_ref,
        order_line.person_email,
        order_line.account_ref,
        order_line.ordered_at,
        order_line.amount_currency,
        coalesce(product.name, order_line.product_name, order_line.product_ref) as product,
        coalesce(
            order_line.amount,
            cast(round(
                order_line.quantity * cast(order_line.unit_price_amount as double) * (1 - coalesce(order_line.discount_share, 0)), 2
            ) as decimal(18, 2))
        ) as amount
    from sources.order_line
    left join sources.product on product.source = order_line.source and product.record_id = order_line.product_ref
),

main_line as (
    select
        source,
        order_ref,
        product,
        row_number() over (partition by source, order_ref order by amount desc nulls last, record_key asc) as place
    from line
),

summed as (
    select
        source,
        order_ref,
        min(record_key) as record_key,
        min(person_ref) as person_ref,
        min(person_email) as person_email,
        min(account_ref) as account_ref,
        min(ordered_at) as ordered_at,
        max(amount_currency) as amount_currency,
        cast(sum(amount) as decimal(18, 2)) as amount
    from line
    group by source, order_ref
),

placed as (
    select
        sale.record_key as order_id,
        sale.source,
        sale.record_id as order_ref,
        coalesce(sale.person_ref, summed.person_ref) as person_ref,
        coalesce(sale.person_email, summed.person_email) as person_email,
        coalesce(sale.account_ref, summed.account_ref) as account_ref,
        sale.account_name,
        coalesce(sale.ordered_at, summed.ordered_at) as ordered_at,
        coalesce(sale.amount, summed.amount) as amount,
        coalesce(sale.amount_currency, summed.amount_currency) as amount_currency
    from sources.order as sale
    left join summed on summed.source = sale.source and summed.order_ref = sale.record_id
    where not regexp_matches(lower(coalesce(sale.status, '')), 'cancel|void|storno')
    union all
    select
        summed.record_key as order_id,
        summed.source,
        summed.order_ref,
        summed.person_ref,
        summed.person_email,
        summed.account_ref,
        cast(null as text) as account_name,
        summed.ordered_at,
        summed.amount,
        summed.amount_currency
    from summed
    left join sources.order as sale on sale.source = summed.source and sale.record_id = summed.order_ref
    where sale.record_key is null
),

resolved as (
    select
        placed.order_id,
        person.person_id,
        coalesce(account_cluster.entity_id, account_name.account_id, person.account_id) as account_id,
        main_line.product,
        placed.ordered_at,
        placed.amount,
        placed.amount_currency,
        placed.source
    from placed
    left join identity.person_ref on person_ref.source = placed.source and person_ref.person_ref = placed.person_ref
    left join identity.person_mailbox on person_mailbox.email = placed.person_email
    left join identity.person on person.person_id = coalesce(person_ref.person_id, person_mailbox.person_id)
    left join identity.account_cluster on account_cluster.record_key = placed.source || '/account/' || placed.account_ref
    left join identity.account_name on account_name.source = placed.source and account_name.name = placed.account_name
    left join main_line
        on main_line.source = placed.source and main_line.order_ref = placed.order_ref and main_line.place = 1
)

select
    order_id,
    person_id,
    account_id,
    product,
    ordered_at,
    amount,
    amount_currency,
    row_number() over (
        partition by coalesce(account_id, person_id, order_id)
        order by ordered_at asc nulls last, order_id asc
    ) > 1 as is_repeat,
    source
from resolved
