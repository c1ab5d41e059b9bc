"""How does Stripe answer? For tests: the newest first, the next page after the last id, changes as events."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service


class Fake(Service):
    system, table, page = "stripe", "customers", 100
    known: ClassVar[dict[str, str]] = {"key": "rk-secret"}

    def __init__(self) -> None:
        super().__init__()
        self.events: list[dict[str, Any]] = []

    def id_of(self, number: int) -> str:
        return f"cus_{number:05}"

    def put(self, number: int, at: datetime, name: str = "Ana", **more: Any) -> None:
        is_new = self.id_of(number) not in self.kept
        super().put(number, at, name, **more)
        self._happened("customer.created" if is_new else "customer.updated", self.kept[self.id_of(number)])

    def delete(self, number: int, at: datetime) -> None:
        super().delete(number, at)
        self._happened("customer.deleted", self.gone[self.id_of(number)])

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != "Bearer rk-secret":
            return 401, {"error": {"type": "invalid_request_error", "message": "Invalid API Key provided"}}
        match asked.path:
            case "/v1/customers":
                rows = sorted(self.kept.values(), key=lambda each: each.id, reverse=True)
                return self._page([self._said(each) for each in rows], asked.params)
            case "/v1/events":
                return self._page(self._told(asked.params), asked.params)
            case _:
                return 200, {"object": "list", "data": [], "has_more": False}

    def _told(self, params: dict[str, str]) -> list[dict[str, Any]]:
        wanted = {value for name, value in params.items() if name.startswith("type")}
        since = int(params["created[gte]"])
        found = [each for each in self.events if each["type"] in wanted and each["created"] >= since]
        return sorted(found, key=lambda each: (each["created"], each["id"]), reverse=True)

    def _page(self, rows: list[dict[str, Any]], params: dict[str, str]) -> Answer:
        after, size = params.get("starting_after"), min(int(params["limit"]), 100)
        start = next((at for at, row in enumerate(rows, 1) if row["id"] == after), 0)
        return 200, {"object": "list", "data": rows[start : start + size], "has_more": start + size < len(rows)}

    def _happened(self, what: str, kept: Kept) -> None:
        said = {"id": f"evt_{len(self.events):07}", "type": what, "created": int(kept.changed_at.timestamp())}
        self.events.append(said | {"data": {"object": self._said(kept)}})

    def _said(self, kept: Kept) -> dict[str, Any]:
        begun = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
        said = {"id": kept.id, "object": "customer", "email": kept.email, "name": f"Ms {kept.name}", "currency": None}
        return said | {"created": begun, "address": None} | kept.more
