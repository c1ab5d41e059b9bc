"""How does Mautic answer? For tests: objects named by their id, a total as text, a `where` with an or."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service


class Fake(Service):
    system, table, page = "mautic", "contacts", 200
    known: ClassVar[dict[str, str]] = {"url": "http://x", "user": "api", "password": "ma-secret"}
    basic = "Basic YXBpOm1hLXNlY3JldA=="
    misses_deletions = True
    more_under = "fields."

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != self.basic:
            return 401, {"errors": [{"code": 401, "message": "Authorization denied."}]}
        if asked.path != "/api/contacts":
            return 200, {"total": "0", "companies": [], "stats": []}
        rows = sorted(self.kept.values(), key=lambda each: int(each.id))
        if "where[0][expr]" in asked.params:
            assert asked.params["where[0][expr]"] == "orX"
            since = datetime.fromisoformat(asked.params["where[0][val][0][val]"]).replace(tzinfo=UTC)
            rows = [each for each in rows if each.changed_at >= since]
        start, size = int(asked.params.get("start", 0)), int(asked.params["limit"])
        shown = {each.id: self._said(each) for each in rows[start : start + size]}
        return 200, {"total": str(len(rows)), "contacts": shown or []}

    def _said(self, kept: Kept) -> dict[str, Any]:
        at = kept.changed_at.strftime("%Y-%m-%dT%H:%M:%S+00:00")
        is_new = kept.name == "Ana"
        fields = {"core": {}, "all": {"id": kept.id, "email": kept.email, "lastname": kept.name, **kept.more}}
        return {
            "id": int(kept.id),
            "dateAdded": at,
            "dateModified": None if is_new else at,
            "points": 0,
            "fields": fields,
        }
