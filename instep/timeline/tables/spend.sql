-- One row per amount of money spent on a channel or campaign on a day.
-- whole
select
    spend.at,
    coalesce(own_word.channel, campaign_word.channel) as channel,
    coalesce(campaign.name, spend.campaign_name) as campaign,
    spend.amount,
    spend.amount_currency
from sources.spend
left join sources.campaign on campaign.source = spend.source and campaign.record_id = spend.campaign_ref
left join timeline.channel_word as own_word on own_word.of = 'said' and own_word.word = spend.channel
left join timeline.channel_word as campaign_word on campaign_word.of = 'said' and campaign_word.word = campaign.channel
