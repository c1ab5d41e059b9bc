"""How far does the word of whoever sent a row go?"""

PUBLIC, SECRET = "public", "secret"
"""A public key stands in every visitor's browser, a form's address on every page; a secret on our servers."""
TRUST = "instep.trust"
"""The column of a delivery that says it of each row; rows without it came from whom we trust."""
