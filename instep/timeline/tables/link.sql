-- One row per activity whose link or referrer tells how the customer came to it, as it was written, in small letters.
-- local to record_key
--
-- UTM parameters and click ids are read from their own columns, else from the address of the page. Where a link has several click ids,
-- one of an ad counts: Facebook appends its own to every link. Which ids there are, and of whom, says words/click_id.csv.
with written as (
    select
        record_key,
        source,
        utm_source,
        utm_medium,
        utm_campaign,
        lower(trim(referrer)) as referrer,
        lower(trim(url)) as url,
        lower(
            coalesce(url, '') || '&' || coalesce(query, '') || '&' || replace(replace(coalesce(click_id, ''), ';', '&'), ':', '=')
        ) as asked
    from sources.activity
    where
        utm_source is not null
        or utm_medium is not null
        or utm_campaign is not null
        or referrer is not null
        or query is not null
        or click_id is not null
        or url is not null
),

read as (
    select
        record_key,
        source,
        nullif(
            lower(trim(coalesce(utm_source, replace(replace(regexp_extract(asked, '[?&]utm_source=([^&#]*)', 1), '+', ' '), '%20', ' ')))), ''
        ) as utm_source,
        nullif(
            lower(trim(coalesce(utm_medium, replace(replace(regexp_extract(asked, '[?&]utm_medium=([^&#]*)', 1), '+', ' '), '%20', ' ')))), ''
        ) as utm_medium,
        nullif(
            lower(
                trim(coalesce(utm_campaign, replace(replace(regexp_extract(asked, '[?&]utm_campaign=([^&#]*)', 1), '+', ' '), '%20', ' ')))
            ),
            ''
        ) as utm_campaign,
        coalesce(
            nullif(
                regexp_extract(
                    asked,
                    '[?&](gclid|gbraid|wbraid|gad_source|dclid|msclkid|li_fat_id|ttclid|twclid|rdt_cid|sccid|yclid|qclid)=[^&#]',
                    1
                ),
                ''
            ),
            nullif(regexp_extract(asked, '[?&](fbclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok)=[^&#]', 1), '')
        ) as click_id,
        nullif(regexp_extract(referrer, '^(?:[a-z0-9+.-]+://)?(?:[^/?#@]*@)?([^/?#:]+[.][^/?#:]+)', 1), '') as referrer_host,
        nullif(regexp_extract(url, '^[a-z]+://(?:[^/?#@]*@)?([^/?#:]+)', 1), '') as page_host
    from written
)

select record_key, source, utm_source, utm_medium, utm_campaign, click_id, referrer_host, page_host
from read
where
    utm_source is not null
    or utm_medium is not null
    or utm_campaign is not null
    or click_id is not null
    or referrer_host is not null
    or page_host is not null
