"""What does an icon of that name look like?"""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "vendor" / "icons"


@cache
def drawing(name: str) -> str:
    """The SVG of a Lucide icon, hidden from screen readers; empty until the front end is installed."""
    path = FOLDER / f"{name}.svg"
    if not path.exists():
        return ""
    svg = path.read_text()
    return svg[svg.index("<svg") :].replace("<svg", '<svg aria-hidden="true"', 1)
