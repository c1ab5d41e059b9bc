"""What would each team count, when neither has seen the other's rule?"""
