"""What can be said to `instep import`, and what does it say?"""
