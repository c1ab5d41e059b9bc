"""Everything about this one customer."""
