"""What did a conversation find out about budget, authority, need and timing, and how do we know?"""
