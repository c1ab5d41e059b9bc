"""Which ways did cases really go? Answers about any event log: what happened, in which case, when."""
