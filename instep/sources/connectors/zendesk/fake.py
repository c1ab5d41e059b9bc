"""How does Zendesk answer? For tests: incremental exports until the end of the stream, deleted users inactive."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service


class Fake(Service):
    system, table, page = "zendesk", "users", 1000
    known: ClassVar[dict[str, str]] = {"subdomain": "acme", "email": "uma@example.com", "token": "zd-secret"}
    basic = "Basic dW1hQGV4YW1wbGUuY29tL3Rva2VuOnpkLXNlY3JldA=="

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != self.basic:
            return 401, {"error": "Couldn't authenticate you"}
        match asked.path:
            case "/api/v2/incremental/users/cursor.json":
                return self._stream(asked)
            case "/api/v2/users/me.json":
                return 200, {"user": {"id": 1}}
            case _:
                return 200, {"end_of_stream": True, "tickets": [], "organizations": [], "satisfaction_ratings": []}

    def _stream(self, asked: Asked) -> Answer:
        start, skip = asked.params.get("cursor", f"{asked.params.get('start_time')}-0").split("-")
        since, begin, size = (
            datetime.fromtimestamp(int(start), UTC),
            int(skip),
            min(int(asked.params["per_page"]), 1000),
        )
        rows = [each for each in (*self.kept.values(), *self.gone.values()) if each.changed_at >= since]
        rows.sort(key=lambda each: (each.changed_at, int(each.id)))
        shown, cursor = [self._said(each) for each in rows[begin : begin + size]], f"{start}-{begin + size}"
        url = f"{self.address}{asked.path}?cursor={cursor}&per_page={size}"
        is_end = begin + size >= len(rows)
        return 200, {"users": shown, "after_url": url, "after_cursor": cursor, "end_of_stream": is_end}

    def _said(self, kept: Kept) -> dict[str, Any]:
        at = kept.changed_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        said = {"id": int(kept.id), "name": f"Ms {kept.name}", "email": kept.email, "role": "end-user", "phone": None}
        return said | {"created_at": at, "updated_at": at, "active": kept.id not in self.gone} | kept.more
