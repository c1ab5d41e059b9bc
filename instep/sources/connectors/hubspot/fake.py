"""How does HubSpot answer? For tests: lists by cursor, a search that ends at 10,000, archived objects apart, links."""

import re
from datetime import UTC, datetime
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service, size

OBJECTS = re.compile(r"/crm/v3/objects/(\w+)(/search|/batch/read)?")
ASSOCIATIONS = re.compile(r"/crm/v4/associations/(\w+)/(\w+)/batch/read")


class Fake(Service):
    system, persons = "hubspot", "contacts"
    known: ClassVar[dict[str, str]] = {"token": "pat-secret"}
    search_ends_at = 10_000

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != "Bearer pat-secret":
            return 401, {"status": "error", "message": "Authentication credentials not found."}
        if found := OBJECTS.fullmatch(asked.path):
            match asked.method, found[2]:
                case "GET", None:
                    return self._list(found[1], asked.params)
                case "POST", "/search":
                    return self._search(found[1], asked.body)
                case "POST", "/batch/read":
                    return self._read(found[1], asked.body)
        if found := ASSOCIATIONS.fullmatch(asked.path):
            return self._associated(found[1], found[2], asked.body)
        if asked.path.startswith("/crm/v3/properties/"):
            return 200, {"results": self._properties(asked.path.rsplit("/", 1)[1])}
        if asked.path == "/crm/v3/owners":
            return self._page(self.held("owners") if asked.params.get("archived") == "false" else [], asked.params, 500)
        if asked.path == "/crm/v3/pipelines/deals":
            return 200, {"results": [self.said(each) for each in self.held("deal_stages")]}
        return 404, {"message": asked.path}

    def _list(self, objects: str, params: dict[str, str]) -> Answer:
        wanted = params.get("properties", "").split(",")
        history = params.get("propertiesWithHistory")
        linked = params["associations"].split(",") if "associations" in params else []
        table = _table(objects, linked, history)
        rows = list(self.gone.values()) if params.get("archived") == "true" else self.held(table)
        return self._page(rows if table == self.table else [], params, 50 if history else 100, wanted, linked)

    def _page(
        self, rows: list[Kept], params: dict[str, str], most: int, wanted: Any = None, linked: Any = ()
    ) -> Answer:
        rows = [each for each in rows if int(each.id) > int(params.get("after", -1))]
        count = size(params["limit"], most, self.page)
        answer: dict[str, Any] = {"results": [self._told(each, wanted, linked) for each in rows[:count]]}
        return 200, answer | ({"paging": {"next": {"after": rows[count - 1].id}}} if len(rows) > count else {})

    def _search(self, objects: str, body: dict[str, Any]) -> Answer:
        [only] = body["filterGroups"][0]["filters"]
        changed = "lastmodifieddate" if objects == "contacts" else "hs_lastmodifieddate"
        assert (only["propertyName"], only["operator"]) == (changed, "GTE")
        since = datetime.fromtimestamp(int(only["value"]) / 1000, UTC)
        start, count = int(body.get("after", 0)), size(body["limit"], 200, self.page)
        if start + count > self.search_ends_at:
            return 400, {"message": "The search is limited to 10,000 results"}
        of_it = [each for each in (self.table,) if _objects(each) == objects]
        rows = sorted(self.held(of_it[0], since) if of_it else [], key=lambda each: each.changed_at)
        shown = [self._told(each, body["properties"], ()) for each in rows[start : start + count]]
        answer: dict[str, Any] = {"total": len(rows), "results": shown}
        onward = {"paging": {"next": {"after": str(start + count)}}} if start + count < len(rows) else {}
        return 200, answer | onward

    def _read(self, objects: str, body: dict[str, Any]) -> Answer:
        asked = {each["id"] for each in body["inputs"]}
        assert len(asked) <= 50
        rows = [each for each in self.held(_table(objects, [], "dealstage")) if each.id in asked]
        return 200, {"status": "COMPLETE", "results": [self.said(each) for each in rows]}

    def _associated(self, objects: str, others: str, body: dict[str, Any]) -> Answer:
        asked = {each["id"] for each in body["inputs"]}
        assert len(asked) <= 1000
        rows = [each for each in self.held(self.table) if each.id in asked and _objects(self.table) == objects]
        linked = [(each, self.said(each)["associations"].get(others)) for each in rows]
        types = [{"category": "HUBSPOT_DEFINED", "typeId": 194, "label": None}]
        found = [
            {
                "from": {"id": each.id},
                "to": [{"toObjectId": to["id"], "associationTypes": types} for to in of["results"]],
            }
            for each, of in linked
            if of
        ]
        return 200, {"status": "COMPLETE", "results": found}

    def _properties(self, objects: str) -> list[dict[str, Any]]:
        own = {name for each in self.held(objects) for name in each.more}
        usual = {"name": "email", "type": "string", "hubspotDefined": True, "archived": False}
        return [usual, *({"name": name, "hubspotDefined": False, "archived": False} for name in sorted(own))]

    def _told(self, kept: Kept, wanted: list[str] | None, linked: Any) -> dict[str, Any]:
        said = self.said(kept)
        if wanted and "properties" in said:
            said["properties"] = {name: said["properties"].get(name) for name in wanted} | {"hs_object_id": kept.id}
        if "associations" in said:
            said["associations"] = {name: of for name, of in said["associations"].items() if name in linked}
        return said | ({"archived": kept.id in self.gone} if "archived" in said else {})


def _table(objects: str, linked: list[str], history: str | None) -> str:
    """The table that such a list of objects is asked for."""
    if history:
        return "deal_stage_history"
    if not linked:
        return objects
    one = objects[:-1]
    return (
        f"{one}_links" if len(linked) > 1 else f"{one}_{ {'companies': 'company', 'contacts': 'contact'}[linked[0]] }"
    )


def _objects(table: str) -> str:
    """The objects that a table is read from."""
    one = table.split("_")[0]
    return f"{one}s" if "_" in table else table
