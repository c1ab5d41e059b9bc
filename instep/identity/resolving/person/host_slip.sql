-- One row per host that is a slip of a big one: which was meant.
--
-- Big is what a hundred times as many records write. A host of one sign less, more or other is a slip of it.
with counted as (
    select split_part(split_part(email, '@', 2), ' ', 1) as host, count(*) as record_count
    from spelled
    where contains(email, '@')
    group by split_part(split_part(email, '@', 2), ' ', 1)
),

big as (
    select counted.host, counted.record_count
    from counted
    inner join free_host on free_host.word = counted.host
    where counted.record_count > 50
),

slipped as (
    select counted.host, big.host as meant, row_number() over (partition by counted.host order by big.record_count desc, big.host) as place
    from counted
    inner join big
        on big.record_count > 30 * counted.record_count
        and abs(length(big.host) - length(counted.host)) <= 1
        and counted.host <> big.host
        and left(counted.host, 1) = left(big.host, 1)
        and damerau_levenshtein(counted.host, big.host) = 1
    left join free_host as known on known.word = counted.host
    where known.word is null
)

select host, meant from slipped where place = 1
union all
select 'googlemail.com' as host, 'gmail.com' as meant
