"""How does Intercom answer? For tests: lists and a search by cursor; the search of contacts knows days only."""

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service, size


class Fake(Service):
    system, persons = "intercom", "contacts"
    known: ClassVar[dict[str, str]] = {"token": "ic-secret"}
    moments = "seconds"

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != "Bearer ic-secret":
            return 401, {"type": "error.list", "errors": [{"code": "unauthorized"}]}
        match asked.method, asked.path.split("/")[1:]:
            case "GET", ["contacts" | "conversations" as table]:
                return self._page(table, self.held(table), asked.params.get("starting_after"), asked.params["per_page"])
            case "POST", ["contacts" | "conversations" as table, "search"]:
                return self._search(table, asked.body)
            case "GET", ["companies"]:
                return self._numbered(asked.params)
            case "GET", ["admins"]:
                return 200, {"type": "admin.list", "admins": [self.said(each) for each in self.held("admins")]}
            case "GET", ["me"]:
                return 200, {"type": "admin", "id": "1"}
        return 404, {"type": "error.list", "errors": [{"code": "not_found"}]}

    def _search(self, table: str, body: dict[str, Any]) -> Answer:
        assert (body["query"]["field"], body["query"]["operator"]) == ("updated_at", ">")
        since = datetime.fromtimestamp(int(body["query"]["value"]), UTC)
        if table == "contacts":
            since = since.replace(hour=0, minute=0, second=0) + timedelta(days=1)
        rows = sorted(self.held(table, since), key=lambda each: each.changed_at)
        pagination = body["pagination"]
        return self._page(table, rows, pagination.get("starting_after"), pagination["per_page"])

    def _page(self, table: str, rows: list[Kept], after: str | None, asked: Any) -> Answer:
        start, count = int(after or 0), size(asked, 150, self.page)
        onward = {"per_page": count, "starting_after": str(start + count)} if start + count < len(rows) else None
        shown = [self.said(each) for each in rows[start : start + count]]
        name = "data" if table == "contacts" else table
        return 200, {"type": "list", name: shown, "total_count": len(rows), "pages": {"type": "pages", "next": onward}}

    def _numbered(self, params: dict[str, str]) -> Answer:
        rows, page, count = self.held("companies"), int(params.get("page", 1)), size(params["per_page"], 60, self.page)
        shown = [self.said(each) for each in rows[(page - 1) * count : page * count]]
        pages = {"type": "pages", "page": page, "per_page": count, "total_pages": -(-len(rows) // count)}
        return 200, {"type": "list", "data": shown, "pages": pages, "total_count": len(rows)}
