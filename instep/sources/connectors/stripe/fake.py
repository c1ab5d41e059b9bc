"""How does Stripe answer? For tests: the newest first, the next page after the last id, changes as events."""

from datetime import datetime
from fnmatch import fnmatch
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service, size

PREFIX = {"customers": "cus", "invoices": "in", "charges": "ch", "subscriptions": "sub"}
OBJECT = {"customers": "customer", "invoices": "invoice", "charges": "charge", "subscriptions": "customer.subscription"}


class Fake(Service):
    system, persons = "stripe", "customers"
    known: ClassVar[dict[str, str]] = {"key": "rk-secret"}

    def __init__(self, table: str = "") -> None:
        super().__init__(table)
        self.events: list[dict[str, Any]] = []

    def id_of(self, number: int) -> str:
        return f"{PREFIX[self.table]}_{number:05}"

    def put(self, number: int, at: datetime, name: str = "Ana", **more: Any) -> None:
        is_new = self.id_of(number) not in self.kept
        super().put(number, at, name, **more)
        self._happened("created" if is_new else "updated", self.kept[self.id_of(number)])

    def delete(self, number: int, at: datetime) -> None:
        super().delete(number, at)
        self._happened("deleted", self.gone[self.id_of(number)])

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != "Bearer rk-secret":
            return 401, {"error": {"type": "invalid_request_error", "message": "Invalid API Key provided"}}
        match asked.path.split("/")[2:]:
            case ["events"]:
                return self._page(self._told(asked.params), asked.params)
            case ["subscriptions"] if asked.params.get("status") != "all":
                return self._page([], asked.params)
            case [table] if table in PREFIX:
                return self._page([self.said(each) for each in self.held(table)[::-1]], asked.params)
            case ["charges", charge] if charge in self.kept and asked.headers["Stripe-Version"] == "2024-06-20":
                return 200, self.said(self.kept[charge])
        return 404, {"error": {"type": "invalid_request_error", "message": f"Unrecognized request URL: {asked.path}"}}

    def _told(self, params: dict[str, str]) -> list[dict[str, Any]]:
        wanted = [value for name, value in params.items() if name.startswith("type")]
        since = int(params["created[gte]"])
        found = [each for each in self.events if any(fnmatch(each["type"], one) for one in wanted)]
        return sorted((each for each in found if each["created"] >= since), key=_newest, reverse=True)

    def _page(self, rows: list[dict[str, Any]], params: dict[str, str]) -> Answer:
        after, count = params.get("starting_after"), size(params["limit"], 100, self.page)
        start = next((at for at, row in enumerate(rows, 1) if row["id"] == after), 0)
        return 200, {"object": "list", "data": rows[start : start + count], "has_more": start + count < len(rows)}

    def _happened(self, what: str, kept: Kept) -> None:
        """An event shows the record as it was, in the account's own version of the API."""
        said = {"id": f"evt_{len(self.events):07}", "type": f"{OBJECT[self.table]}.{what}"}
        shown = {name: value for name, value in self.said(kept).items() if name != "invoice"}
        self.events.append(said | {"created": int(kept.changed_at.timestamp()), "data": {"object": shown}})


def _newest(event: dict[str, Any]) -> tuple[int, str]:
    return event["created"], event["id"]
