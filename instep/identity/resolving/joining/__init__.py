"""Which records are put together, and which joins are refused?"""
