"""How does somebody write a rule who has never seen a file? Field by field, read back as a sentence."""
