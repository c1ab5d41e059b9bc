"""Builds every table from the rooms' SELECTs, and answers questions about them."""
