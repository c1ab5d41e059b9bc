"""Are we there, both of us?"""
