-- One row per two records that were drawn blindly: the same ones in every run.
with everybody as (select cast(count(*) as ubigint) as record_count from evidence),

drawn as (
    select
        cast(hash(draw.number) % everybody.record_count as integer) as one,
        cast(hash(-draw.number) % everybody.record_count as integer) as other
    from range(1, 80001) as draw (number)
    cross join everybody
)

select distinct least(one, other) as one, greatest(one, other) as other from drawn where one <> other
