"""Which way should customers go, and who is accountable for each touchpoint?"""
