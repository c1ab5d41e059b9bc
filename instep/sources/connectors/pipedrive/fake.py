"""How does Pipedrive answer? For tests: v2 lists by cursor, archived deals apart, v1 lists counted from a start."""

from datetime import datetime
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service, size


class Fake(Service):
    system, persons = "pipedrive", "persons"
    known: ClassVar[dict[str, str]] = {"company": "acme", "token": "pd-secret"}

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("x-api-token") != "pd-secret":
            return 401, {"success": False, "error": "unauthorized access"}
        match asked.path.split("/")[2:]:
            case ["v2", "deals"] if asked.params.get("status") == "deleted":
                return self._page([*self.gone.values()] if self.table == "deals" else [], asked.params)
            case ["v2", "deals"]:
                return self._page(self._changed("deals", asked.params, odd=True), asked.params)
            case ["v2", "deals", "archived"]:
                return self._page(self._changed("deals", asked.params, odd=False), asked.params)
            case ["v2", table]:
                return self._page(self._changed(table, asked.params), asked.params)
            case ["v1", "notes"]:
                return self._counted(self._changed("notes", asked.params), asked.params)
            case ["v1", "users"]:
                return 200, {"success": True, "data": [self.said(each) for each in self.held("users")] or None}
        return 404, {"success": False, "error": asked.path}

    def _changed(self, table: str, params: dict[str, str], odd: bool | None = None) -> list[Kept]:
        since = datetime.fromisoformat(params["updated_since"]) if "updated_since" in params else None
        rows = [each for each in self.held(table, since) if odd is None or int(each.id) % 2 == odd]
        return sorted(rows, key=lambda each: each.changed_at) if params.get("sort_by") == "update_time" else rows

    def _page(self, rows: list[Kept], params: dict[str, str]) -> Answer:
        start, count = int(params.get("cursor", 0)), size(params["limit"], 500, self.page)
        onward = str(start + count) if start + count < len(rows) else None
        shown = [self._told(each) for each in rows[start : start + count]]
        return 200, {"success": True, "data": shown, "additional_data": {"next_cursor": onward}}

    def _counted(self, rows: list[Kept], params: dict[str, str]) -> Answer:
        start, count = int(params["start"]), size(params["limit"], 500, self.page)
        is_more = start + count < len(rows)
        pagination = {"start": start, "limit": count, "more_items_in_collection": is_more, "next_start": start + count}
        shown = [self.said(each) for each in rows[start : start + count]]
        return 200, {"success": True, "data": shown or None, "additional_data": {"pagination": pagination}}

    def _told(self, kept: Kept) -> dict[str, Any]:
        return self.said(kept) | ({"is_deleted": True} if kept.id in self.gone else {})
