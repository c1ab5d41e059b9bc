-- One row per telephone number and first name that it is told with, nicknames taken together.
select distinct phone.number, name.root from phone inner join name on name.rid = phone.rid where name.root is not null
