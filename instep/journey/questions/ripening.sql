-- One row per later stage and day of age of a lead: the share of all expected conversions that has happened by then.
select ripening.next_stage, ripening.age_days, ripening.ripe_share
from journey.ripening
where ripening.stage = 'lead'
order by ripening.next_stage, ripening.age_days
