"""The sample company, written out as its systems would export it."""
