"""Somebody says which value of a field holds, whatever the systems say: why it wins, and how it is undone."""
