-- One row per telephone number: how many different first names it has. With several it is shared, which nobody has to list.
select number, count(*) as holders from phone_root group by number
