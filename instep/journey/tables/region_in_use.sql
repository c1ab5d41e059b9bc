-- One row per region by which sales counts: an owner's or an opportunity's.
-- learned by region
select region from identity.owner where region is not null
union
select region from timeline.opportunity where region is not null
