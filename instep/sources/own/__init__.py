"""Which fields of their own do people add, and who needs them?"""
