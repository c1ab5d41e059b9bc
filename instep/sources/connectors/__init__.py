"""How does what a running system knows come in by itself: a CRM's API, a database, again and again?

A system is a folder here, found because it is there. What is fetched becomes an ordinary delivery.
"""
