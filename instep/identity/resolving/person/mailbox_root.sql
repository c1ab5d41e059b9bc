-- One row per mailbox and first name that it is told with, nicknames taken together.
select distinct mailbox.mailbox, name.root from mailbox inner join name on name.rid = mailbox.rid where name.root is not null
