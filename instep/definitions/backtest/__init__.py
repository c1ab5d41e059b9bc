"""How would a rule have done? Answers on any plain table of leads, before anybody signs it."""
