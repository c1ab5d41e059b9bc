"""What do our words mean?"""
