-- One row per record with an address: the house, the postal code and the town.
with written as (
    select
        rid,
        nullif(regexp_replace(postal_code, '[^a-z0-9]', '', 'g'), '') as postcode,
        coalesce(nullif(regexp_extract(house_number, '\d+'), ''), nullif(regexp_extract(street, '(\d+)', 1), '')) as house,
        nullif(trim(regexp_replace(regexp_replace(street, $street_words, ' ', 'g'), '[^a-z]+', ' ', 'g')), '') as street,
        nullif(regexp_replace(city, '[^a-z]+', '', 'g'), '') as city,
        nullif(region, '') as region,
        country
    from spelled
)

select
    rid,
    postcode,
    street,
    city,
    region,
    case
        when coalesce(postcode, city) is not null and coalesce(house, street) is not null
            then coalesce(postcode, city) || '/' || coalesce(house, street)
    end as house
from written
where coalesce(postcode, house, street, city) is not null
