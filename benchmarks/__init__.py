"""How fast is Instep, and how much memory does it need?"""
