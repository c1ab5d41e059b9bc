"""What is the same for all is rendered once a version; what is one person's own never is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

import duckdb
import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory

from instep.warehouse import Warehouse
from instep.warehouse.versions import Manifest
from instep.web.minute import minute_of
from instep.web.remembered import remembered

AS_OF = "2026-07-01T12:00:30+00:00"
PAGE = "{% kept %}{{ asked }} {% if form %}{% csrf_token %}{% endif %}{% endkept %}"


@pytest.fixture
def warehouse() -> Iterator[Warehouse]:
    with duckdb.connect() as connection:
        yield Warehouse(connection, Manifest(1, AS_OF, AS_OF))


def rendered(warehouse: Warehouse, request: HttpRequest, **said: object) -> str:
    keep = lambda content: remembered(warehouse, request.get_full_path(), content)  # noqa: E731
    page = engines["django"].from_string(PAGE)
    return page.render({"keep": keep, **said}, request).strip()


def test_the_same_address_is_rendered_once(warehouse: Warehouse) -> None:
    request = RequestFactory().get("/goals/?region=DE")
    assert [rendered(warehouse, request, asked=n) for n in (1, 2)] == ["1", "1"]


def test_another_address_is_another_page(warehouse: Warehouse) -> None:
    requests = [RequestFactory().get(f"/goals/?region={region}") for region in ("DE", "IT")]
    assert [rendered(warehouse, request, asked=n) for n, request in enumerate(requests)] == ["0", "1"]


def test_a_form_that_changes_something_is_never_shared(warehouse: Warehouse) -> None:
    request = RequestFactory().get("/goals/")
    first, second = (rendered(warehouse, request, asked=n, form=True) for n in (1, 2))
    assert first.startswith("1")
    assert second.startswith("2")


def test_the_shell_is_rendered_once_for_each_role() -> None:
    shell = engines["django"].from_string("{% same role %}{{ role }} {{ n }}{% endsame %}")
    said = [shell.render({"role": role, "n": n}) for n, role in enumerate(["sales", "lead", "sales", "lead"])]
    assert said == ["sales 0", "lead 1", "sales 0", "lead 1"]


def test_a_form_in_the_shell_is_never_shared() -> None:
    shell = engines["django"].from_string("{% same role %}{% csrf_token %}{{ n }}{% endsame %}")
    request = RequestFactory().get("/")
    assert [shell.render({"n": n}, request)[-1] for n in (1, 2)] == ["1", "2"]


def test_a_new_version_begins_with_an_empty_memory() -> None:
    counted = count(1)
    answers = []
    for number in (1, 2):
        with duckdb.connect() as connection:
            version = Warehouse(connection, Manifest(number, AS_OF, AS_OF))
            answers.append(remembered(version, "how many", lambda: next(counted)))
    assert answers == [1, 2]


def test_lists_speak_of_the_minute_that_has_begun(warehouse: Warehouse) -> None:
    assert minute_of(warehouse, datetime(2026, 7, 1, 12, 5, 59, tzinfo=UTC)) == datetime(2026, 7, 1, 12, 5, tzinfo=UTC)


def test_what_was_built_within_this_minute_is_not_left_for_the_next(warehouse: Warehouse) -> None:
    built_at = datetime.fromisoformat(AS_OF)
    assert minute_of(warehouse, datetime(2026, 7, 1, 12, 0, 45, tzinfo=UTC)) == built_at
