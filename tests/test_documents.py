"""Documents that can't rot."""

import re
from pathlib import Path

import pytest

from instep.warehouse import Home
from instep.warehouse.catalogue import page

TOP = Path(__file__).parent.parent
DOCUMENTS = sorted([*TOP.glob("*.md"), *TOP.glob("docs/**/*.md")])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
FILE = re.compile(r"`((?:instep|docs|tests|benchmarks)/[\w/.-]+)`")


def test_the_catalogue_of_tables_is_up_to_date() -> None:
    written = (TOP / "docs" / "tables.md").read_text(encoding="utf-8")
    assert written == page(Home(Path("nowhere"))), "write it again: instep tables > docs/tables.md"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_points_to_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    pointed = [document.parent / link for link in LINK.findall(text)] + [TOP / file for file in FILE.findall(text)]
    assert not [str(path) for path in pointed if not path.exists()]
