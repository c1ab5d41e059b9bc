-- One row per mailbox: how many different first names it has. With several it is shared, which nobody has to list.
select mailbox, count(*) as holders from mailbox_root group by mailbox
