"""Which fields are worth the typing?"""
