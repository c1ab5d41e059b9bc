-- One row per stay of an opportunity in a stage: the key that it hangs on.
select
    record_key,
    coalesce(source || '/opportunity/' || opportunity_ref, record_key) as hangs_on,
    source || '/opportunity/' || opportunity_ref as opportunity_key
from sources.opportunity_stage
