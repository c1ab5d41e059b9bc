"""How do the tables of a database come in?"""
