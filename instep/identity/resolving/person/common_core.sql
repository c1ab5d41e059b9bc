-- One row per name of a company that several records write, so that it is no slip.
select core from workplace where core is not null group by core having count(*) >= 3
