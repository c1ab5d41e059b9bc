"""How does Pipedrive answer? For tests: lists by cursor, sorted by change when asked since a moment."""

from datetime import datetime
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service


class Fake(Service):
    system, table, page = "pipedrive", "persons", 500
    known: ClassVar[dict[str, str]] = {"company": "acme", "token": "pd-secret"}
    misses_deletions = True

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("x-api-token") != "pd-secret":
            return 401, {"success": False, "error": "unauthorized access"}
        if asked.path != "/api/v2/persons":
            return 200, {"success": True, "data": [], "additional_data": {"next_cursor": None}}
        rows = list(self.kept.values())
        if "updated_since" in asked.params:
            since = datetime.fromisoformat(asked.params["updated_since"])
            rows = [each for each in rows if each.changed_at >= since]
        by_change = asked.params["sort_by"] == "update_time"
        rows.sort(key=lambda each: (each.changed_at.timestamp() if by_change else 0, int(each.id)))
        start, size = int(asked.params.get("cursor", 0)), min(int(asked.params["limit"]), 500)
        onward = str(start + size) if start + size < len(rows) else None
        shown = [self._said(each) for each in rows[start : start + size]]
        return 200, {"success": True, "data": shown, "additional_data": {"next_cursor": onward}}

    def _said(self, kept: Kept) -> dict[str, Any]:
        at = kept.changed_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        emails = [{"value": kept.email, "primary": True, "label": "work"}]
        said = {"id": int(kept.id), "name": kept.name, "last_name": kept.name, "emails": emails, "phones": []}
        return said | {"org_id": None, "add_time": at, "update_time": at, "is_deleted": False} | kept.more
