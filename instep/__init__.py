"""Instep puts sales, marketing and service in step: one customer, one set of words, one number, one honest why.

`ROOMS` is the order in which a customer's record walks through the house; a room uses only the rooms before it.
"""

ROOMS = (
    "team",
    "sources",
    "identity",
    "timeline",
    "definitions",
    "journey",
    "handoffs",
    "attribution",
    "goals",
    "explain",
    "plan",
    "meetings",
    "knowledge",
    "assessment",
    "customers",
    "today",
)
