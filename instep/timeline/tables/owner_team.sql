-- One row per owner whose team's name tells which of the three teams it is.
-- whole
select
    owner_id,
    case
        when regexp_matches(lower(team), 'servic|support|success|care|help|kunden|atencion|soporte') then 'service'
        when regexp_matches(lower(team), 'market|demand|growth|brand|content') then 'marketing'
        when regexp_matches(lower(team), 'sale|vertrieb|ventas|vendas|account|business dev|sdr|bdr|revenue|partner') then 'sales'
    end as team
from identity.owner
where regexp_matches(
    lower(team),
    'servic|support|success|care|help|kunden|atencion|soporte|market|demand|growth|brand|content'
    || '|sale|vertrieb|ventas|vendas|account|business dev|sdr|bdr|revenue|partner'
)
