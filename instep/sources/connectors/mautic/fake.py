"""How does Mautic answer? For tests: objects named by their id, a total as text, a `where`, tables of stats."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service, size


class Fake(Service):
    system, persons = "mautic", "contacts"
    known: ClassVar[dict[str, str]] = {"url": "http://x", "user": "api", "password": "ma-secret"}
    basic = "Basic YXBpOm1hLXNlY3JldA=="

    def moment(self, at: datetime) -> str:
        is_stat = self.table in ("email_stats", "page_hits", "form_submissions")
        return at.strftime("%Y-%m-%d %H:%M:%S" if is_stat else "%Y-%m-%dT%H:%M:%S+00:00")

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != self.basic:
            return 401, {"errors": [{"code": 401, "message": "Authorization denied."}]}
        match asked.path.split("/")[1:]:
            case ["api", "contacts" | "companies" | "emails" as table]:
                shown, total = self._shown(table, asked.params, "where[0][val][0][val]")
                return 200, {"total": str(total), table: {each.id: self._told(each) for each in shown} or []}
            case ["api", "stats", table]:
                shown, total = self._shown(table, asked.params, "where[0][val]")
                return 200, {"total": total, "stats": [self.said(each) for each in shown]}
        return 404, {"errors": [{"code": 404, "message": "Item was not found."}]}

    def _shown(self, table: str, params: dict[str, str], where: str) -> tuple[list[Kept], int]:
        """An unknown column, and an order of no column that tells rows apart, are mistakes."""
        assert params.get("orderBy", params.get("order[0][col]", "id")) == "id"
        if "where[0][col]" in params:
            assert params["where[0][col]"] in self.example["row"]
        since = datetime.fromisoformat(params[where]).replace(tzinfo=UTC) if where in params else None
        rows, start = self.held(table, since), int(params.get("start", 0))
        return rows[start : start + size(params["limit"], 1000, self.page)], len(rows)

    def _told(self, kept: Kept) -> dict[str, Any]:
        said = self.said(kept)
        is_new = kept.name == "Ana" and "dateModified" in said
        return said | ({"dateAdded": said["dateModified"], "dateModified": None} if is_new else {})
