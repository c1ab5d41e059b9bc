"""Who is one person?"""
