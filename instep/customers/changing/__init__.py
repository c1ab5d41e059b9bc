"""Two customers become one, or one is taken apart: what that would move, who said so, and how it is undone."""
