"""How does Intercom answer? For tests: lists and a search by cursor; the search of contacts knows days only."""

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service


class Fake(Service):
    system, table, page = "intercom", "contacts", 150
    known: ClassVar[dict[str, str]] = {"token": "ic-secret"}
    misses_deletions = True

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != "Bearer ic-secret":
            return 401, {"type": "error.list", "errors": [{"code": "unauthorized"}]}
        match asked.method, asked.path:
            case "GET", "/contacts":
                rows = sorted(self.kept.values(), key=lambda each: int(each.id))
                return self._page(rows, asked.params.get("starting_after"), int(asked.params["per_page"]))
            case "POST", "/contacts/search":
                return self._search(asked.body)
            case _:
                return 200, {"type": "list", "data": [], "admins": [], "conversations": [], "pages": {"total_pages": 1}}

    def _search(self, body: dict[str, Any]) -> Answer:
        assert (body["query"]["field"], body["query"]["operator"]) == ("updated_at", ">")
        day = datetime.fromtimestamp(int(body["query"]["value"]), UTC).replace(hour=0, minute=0, second=0)
        rows = [each for each in self.kept.values() if each.changed_at >= day + timedelta(days=1)]
        rows.sort(key=lambda each: (each.changed_at, int(each.id)))
        return self._page(rows, body["pagination"].get("starting_after"), body["pagination"]["per_page"])

    def _page(self, rows: list[Kept], after: str | None, size: int) -> Answer:
        start, size = int(after or 0), min(size, 150)
        onward = {"starting_after": str(start + size)} if start + size < len(rows) else None
        shown = [self._said(each) for each in rows[start : start + size]]
        return 200, {
            "type": "list",
            "data": shown,
            "total_count": len(rows),
            "pages": {"type": "pages", "next": onward},
        }

    def _said(self, kept: Kept) -> dict[str, Any]:
        at = int(kept.changed_at.timestamp())
        said = {"type": "contact", "id": kept.id, "role": "user", "email": kept.email, "name": f"Ms {kept.name}"}
        return said | {"created_at": at, "updated_at": at, "companies": {"data": []}} | kept.more
