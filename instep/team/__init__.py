"""Who are we, and who may do what?"""
