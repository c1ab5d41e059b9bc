"""Which records are one company, and which only of one group?"""
