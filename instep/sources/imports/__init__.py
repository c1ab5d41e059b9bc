"""How do people bring a file in: read, map, identify, check, run?"""
