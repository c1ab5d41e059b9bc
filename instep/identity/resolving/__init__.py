"""Who is who in a table of raw records, without set-up and without knowing the truth?"""
