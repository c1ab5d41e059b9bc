"""How does HubSpot answer? For tests: lists by cursor, a search that ends at 10,000, archived objects apart."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service


class Fake(Service):
    system, table, page = "hubspot", "contacts", 100
    known: ClassVar[dict[str, str]] = {"token": "pat-secret"}
    search_ends_at = 10_000

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != "Bearer pat-secret":
            return 401, {"status": "error", "message": "Authentication credentials not found."}
        match asked.method, asked.path:
            case "GET", "/crm/v3/objects/contacts":
                return self._list(asked)
            case "POST", "/crm/v3/objects/contacts/search":
                return self._search(asked)
            case _:
                return 200, {"results": []}

    def _list(self, asked: Asked) -> Answer:
        held = self.gone if asked.params["archived"] == "true" else self.kept
        rows = sorted(held.values(), key=lambda each: int(each.id))
        rows = [each for each in rows if int(each.id) > int(asked.params.get("after", -1))]
        size = min(int(asked.params["limit"]), 100)
        shown, is_more = rows[:size], len(rows) > size
        wanted = asked.params.get("properties", "").split(",")
        answer: dict[str, Any] = {"results": [self._said(each, wanted) for each in shown]}
        return 200, answer | ({"paging": {"next": {"after": shown[-1].id}}} if is_more else {})

    def _search(self, asked: Asked) -> Answer:
        [only] = asked.body["filterGroups"][0]["filters"]
        assert (only["propertyName"], only["operator"]) == ("lastmodifieddate", "GTE")
        since = datetime.fromtimestamp(int(only["value"]) / 1000, UTC)
        start, size = int(asked.body.get("after", 0)), min(int(asked.body["limit"]), 100)
        if start + size > self.search_ends_at:
            return 400, {"message": "The search is limited to 10,000 results"}
        rows = [each for each in self.kept.values() if each.changed_at >= since]
        rows.sort(key=lambda each: each.changed_at)
        shown = [self._said(each, asked.body["properties"]) for each in rows[start : start + size]]
        answer: dict[str, Any] = {"total": len(rows), "results": shown}
        return 200, answer | ({"paging": {"next": {"after": str(start + size)}}} if start + size < len(rows) else {})

    def _said(self, kept: Kept, wanted: list[str]) -> dict[str, Any]:
        at = kept.changed_at.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
        every = {"email": kept.email, "lastname": kept.name, "lastmodifieddate": at, "createdate": at}
        properties = {name: every.get(name) for name in wanted} | {"hs_object_id": kept.id}
        return {"id": kept.id, "properties": properties, "updatedAt": at, "archived": kept.id in self.gone, **kept.more}
