-- One row per activity that tells from where the customer came: source, medium and campaign in the words of web analytics.
-- local to record_key
--
-- What people wrote on a link counts first. An ad's click id fills in what they left out; one that every link gets counts only where they
-- wrote nothing. Then comes the referrer, unless it is our own site: a page opened from another of our pages is no arrival.
with tagged as (
    select
        link.record_key,
        coalesce(link.utm_source, click_id.source) as source,
        coalesce(link.utm_medium, click_id.medium) as medium,
        link.utm_campaign as campaign,
        link.click_id
    from timeline.link
    left join timeline.click_id
        on click_id.parameter = link.click_id
        and (click_id.is_ad or (link.utm_source is null and link.utm_medium is null and link.utm_campaign is null))
    where link.utm_source is not null or link.utm_medium is not null or link.utm_campaign is not null or click_id.parameter is not null
),

referred as (
    select link.record_key, site.name as source, site.list, link.click_id
    from timeline.link
    inner join timeline.site on site.word = link.referrer_host
    left join timeline.own_site as own on own.source = link.source and own.domain = site.domain
    left join tagged on tagged.record_key = link.record_key
    where own.domain is null and tagged.record_key is null and link.referrer_host <> coalesce(link.page_host, '')
)

select
    tagged.record_key,
    coalesce(tagged.source, '(not set)') as source,
    coalesce(tagged.medium, '(not set)') as medium,
    coalesce(tagged.campaign, '(not set)') as campaign,
    tagged.click_id,
    site.list as site_list,
    true as is_tagged
from tagged
left join timeline.site on site.word = tagged.source
union all
select
    record_key,
    source,
    case list when 'search' then 'organic' when 'assistants' then 'ai-assistant' when 'mail' then 'email' else 'referral' end as medium,
    case list when 'search' then '(organic)' when 'assistants' then '(ai-assistant)' else '(referral)' end as campaign,
    click_id,
    list as site_list,
    false as is_tagged
from referred
