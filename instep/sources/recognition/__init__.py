"""What is this table: which records do its rows give, and which column is which field?"""
