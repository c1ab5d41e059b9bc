"""How do two teams come to count the same? One side proposes a version, both see what it would change, both sign."""
