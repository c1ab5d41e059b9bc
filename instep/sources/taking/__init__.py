"""How does a delivery become records that count, and how is it undone?"""
