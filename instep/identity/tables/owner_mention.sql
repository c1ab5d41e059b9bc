-- One row per source, id and name of an owner that any trusted record mentions.
-- whole
select source, owner_ref, owner_name from sources.person where coalesce(owner_ref, owner_name) is not null and not is_public
union
select source, owner_ref, owner_name from sources.account where coalesce(owner_ref, owner_name) is not null and not is_public
union
select source, owner_ref, owner_name from sources.opportunity where coalesce(owner_ref, owner_name) is not null and not is_public
union
select source, owner_ref, owner_name from sources.case as ticket where coalesce(owner_ref, owner_name) is not null and not is_public
union
select source, owner_ref, cast(null as text) as owner_name from sources.activity where owner_ref is not null and not is_public
union
select source, owner_ref, cast(null as text) as owner_name from sources.order as sale where owner_ref is not null and not is_public
