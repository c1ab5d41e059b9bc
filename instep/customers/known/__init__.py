"""Is this person known already? For whoever types a record, and for a file before it is taken in."""
