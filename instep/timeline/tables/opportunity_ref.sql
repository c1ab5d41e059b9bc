-- One row per source and id by which its records name an opportunity: the opportunity that counts.
-- local to record_key
--
-- A deal merged into another, or synchronised from another system that we read too (its external id says so), counts once: as the deal it
-- was merged into, or as the original. Of two deals that name each other the first (by key) counts.
with merged as (
    select source, record_id as kept_ref, unnest(string_split_regex(merged_refs, ';')) as merged_ref from sources.opportunity
    union
    select source, kept_ref, merged_ref from sources.merge where kind = 'opportunity'
),

external_id as (
    select record_key, unnest(string_split_regex(external_ids, ';')) as said from sources.opportunity
),

step as (
    select merged.source || '/opportunity/' || trim(merged.merged_ref) as record_key, kept.record_key as next_key
    from merged
    inner join sources.opportunity as kept on kept.source = merged.source and kept.record_id = merged.kept_ref
    where trim(merged.merged_ref) <> merged.kept_ref
    union all
    select external_id.record_key, original.record_key as next_key
    from external_id
    inner join sources.opportunity as original
        on lower(original.source) = lower(trim(split_part(external_id.said, ':', 1)))
        and original.record_id = substr(external_id.said, length(split_part(external_id.said, ':', 1)) + 2)
    where original.record_key <> external_id.record_key
),

onward as (
    select step.record_key, min(step.next_key) as next_key
    from step
    left join step as back on back.record_key = step.next_key and back.next_key = step.record_key
    where back.record_key is null or step.next_key < step.record_key
    group by step.record_key
),

mentioned as (
    select record_key from sources.opportunity
    union
    select record_key from onward
)

select
    split_part(mentioned.record_key, '/', 1) as source,
    substr(mentioned.record_key, length(split_part(mentioned.record_key, '/', 1)) + 14) as opportunity_ref,
    mentioned.record_key,
    coalesce(third.next_key, second.next_key, first.next_key, mentioned.record_key) as opportunity_id
from mentioned
left join onward as first on first.record_key = mentioned.record_key
left join onward as second on second.record_key = first.next_key and second.next_key <> mentioned.record_key
left join onward as third on third.record_key = second.next_key and third.next_key not in (mentioned.record_key, first.next_key)
