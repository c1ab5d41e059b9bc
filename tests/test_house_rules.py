"""The rules of the house, said once and kept by a test."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from instep import ROOMS
from instep.warehouse import Home
from instep.warehouse.lint import complaints
from instep.warehouse.tables import HOUSE, TableFile, question_files, recipe, table_files

HOME = Home(Path("nowhere"))
WEB_SIDE = {"models", "forms", "views", "urls", "api", "apps", "admin", "middleware", "signals", "access", "jobs"}
WEB_FOLDERS = {"migrations", "templatetags", "management", "tests"}
STANDING = {
    "timeline.click_id",
    "identity.role_word",
    "identity.owner",
    "identity.owner_link",
    "timeline.owner_team",
    "timeline.channel_word",
    "definitions.in_force",
    "timeline.spend",
    "timeline.witness",
}
STANDING |= {f"sources.{kind}" for kind in ("campaign", "owner", "product", "stage")}
"""Our own people, campaigns and words: a customer's new record does not change them."""
STANDING |= {"identity.learned", "identity.far_tie"}
"""What the last full build learned and found far apart: kept as it is until the next one, by intent."""
DRAWERS = {"util", "utils", "helper", "helpers", "service", "services", "common", "misc", "manager", "core", "base"}
SQL_FILES = [*(file.path for file in table_files() if file.is_sql), *question_files()]
SQL_FILES += sorted(HOUSE.glob("goals/measures/*.sql"))


def modules() -> list[Path]:
    return [path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts]


def name(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def room_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "instep" and parts[1] in ROOMS else None


def is_calculation(path: Path) -> bool:
    parts = path.relative_to(HOUSE).parts
    in_house = parts[0] in ROOMS or parts[0] == "warehouse"
    return in_house and path.stem not in WEB_SIDE and not WEB_FOLDERS.intersection(parts)


def table_name(file: TableFile) -> str:
    return file.name


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_room_uses_only_the_rooms_before_it(path: Path) -> None:
    own = path.relative_to(HOUSE).parts[0]
    if own == "warehouse":
        assert not [module for module in imported(path) if room_of(module)], "the warehouse knows no room"
    if own in ROOMS:
        later = ROOMS[ROOMS.index(own) + 1 :]
        assert not [module for module in imported(path) if room_of(module) in later]


@pytest.mark.parametrize("file", table_files(), ids=table_name)
def test_a_table_reads_only_rooms_up_to_its_own(file: TableFile) -> None:
    later = ROOMS[ROOMS.index(file.room) + 1 :]
    assert not [table for table in recipe(file, HOME).reads if table.split(".")[0] in later]


@pytest.mark.parametrize("file", table_files(), ids=table_name)
def test_a_table_says_which_of_its_rows_a_new_record_concerns(file: TableFile) -> None:
    assert file.locality.kind in {"local to", "read off", "learned by", "whole"}


@pytest.mark.parametrize("file", table_files(), ids=table_name)
def test_what_is_local_reads_nothing_that_only_a_build_counts(file: TableFile) -> None:
    """A count over everybody would be read as it stood, beside rows that moved on."""
    localities = {each.name: each.locality for each in table_files()}
    reads = [table for table in recipe(file, HOME).reads if table in localities and localities[table].is_whole]
    assert not file.locality.is_local or set(reads) <= STANDING


@pytest.mark.parametrize("path", [path for path in modules() if is_calculation(path)], ids=name)
def test_a_calculation_never_knows_the_web(path: Path) -> None:
    assert not [module for module in imported(path) if module.split(".")[0] in {"django", "allauth"}]


@pytest.mark.parametrize("path", SQL_FILES, ids=name)
def test_an_sql_file_opens_with_its_grain(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith(("-- One row", "-- Exactly one row", "-- At most one row"))


@pytest.mark.parametrize("path", SQL_FILES, ids=name)
def test_a_select_travels_to_other_engines(path: Path) -> None:
    assert complaints(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", [file for file in table_files() if not file.is_sql], ids=table_name)
def test_a_compiled_select_travels_too(file: TableFile) -> None:
    select = file.select(HOME)
    assert file.grain.startswith("One row")
    assert select is None or complaints(select) == []


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_file_stays_small_and_is_no_drawer(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    assert path.stem not in DRAWERS


@pytest.mark.parametrize("path", [path for path in modules() if "tests" not in path.parts], ids=name)
def test_a_module_opens_with_the_question_it_answers(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not source.strip() or ast.get_docstring(ast.parse(source))
