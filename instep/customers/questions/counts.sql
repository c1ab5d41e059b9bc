-- Exactly one row: how many persons and how many companies the words find.
select
    (
        select count(*)
        from identity.person
        where
            contains(search_text, $one)
            and contains(search_text, $two)
            and contains(search_text, $three)
            and ($region = '' or coalesce(region, country, 'unknown') = $region)
    ) as people,
    (
        select count(*)
        from identity.account
        where
            contains(search_text, $one)
            and contains(search_text, $two)
            and contains(search_text, $three)
            and ($region = '' or coalesce(region, country, 'unknown') = $region)
    ) as companies
