"""How do the tables of a web service come in?"""
