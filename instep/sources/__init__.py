"""What did our systems record?"""
