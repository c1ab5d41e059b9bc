-- One row per source: its name in small letters, as ids of other systems name it.
-- learned by system
select lower(source) as system, max(source) as source from sources.person group by lower(source)
union
select lower(source) as system, max(source) as source from sources.account group by lower(source)
