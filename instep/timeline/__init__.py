"""What happened with this customer, in order?"""
