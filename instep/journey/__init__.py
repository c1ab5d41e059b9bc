"""Which way did customers go, and how far?"""
