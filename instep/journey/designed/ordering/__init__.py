"""How does somebody change the order of the journey map, by buttons alone?"""
