"""What does each cell mean: which number, moment, country, word of ours?"""
