"""Why did the number move?"""
