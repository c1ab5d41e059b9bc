"""How do both teams agree on another journey map?"""
