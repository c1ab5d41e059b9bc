"""How does Zendesk answer? For tests: incremental exports until the end of the stream, deleted users inactive."""

import re
from datetime import UTC, datetime
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service, size

EXPORT = re.compile(r"/api/v2/incremental/(\w+)(/cursor)?\.json")
GONE: dict[str, dict[str, Any]] = {
    "users": {"active": False},
    "tickets": {"status": "deleted"},
    "organizations": {"deleted_at": "2026-05-01T12:05:00Z"},
}


class Fake(Service):
    system, persons = "zendesk", "users"
    known: ClassVar[dict[str, str]] = {"subdomain": "acme", "email": "uma@example.com", "token": "zd-secret"}
    basic = "Basic dW1hQGV4YW1wbGUuY29tL3Rva2VuOnpkLXNlY3JldA=="

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != self.basic:
            return 401, {"error": "Couldn't authenticate you"}
        if found := EXPORT.fullmatch(asked.path):
            return self._stream(found[1], asked, after="after_url" if found[2] else "next_page")
        match asked.path:
            case "/api/v2/satisfaction_ratings.json":
                return self._ratings(asked)
            case "/api/v2/users/me.json":
                return 200, {"user": {"id": 1}}
        return 404, {"error": asked.path}

    def _stream(self, table: str, asked: Asked, after: str) -> Answer:
        start, begun = asked.params.get("cursor", f"{asked.params.get('start_time')}-0").split("-")
        begin, count = int(begun), size(asked.params["per_page"], 1000, self.page)
        rows = self.held(table, datetime.fromtimestamp(int(start), UTC), with_gone=True)
        rows.sort(key=lambda each: each.changed_at)
        shown, cursor = [self._told(each, asked) for each in rows[begin : begin + count]], f"{start}-{begin + count}"
        url = f"{self.address}{asked.path}?cursor={cursor}&per_page={count}"
        url += f"&include={asked.params['include']}" if "include" in asked.params else ""
        return 200, {table: shown, after: url, "end_of_stream": begin + count >= len(rows)}

    def _ratings(self, asked: Asked) -> Answer:
        since = datetime.fromtimestamp(int(asked.params.get("start_time", 0)), UTC)
        rows, count = self.held("satisfaction_ratings", since), size(asked.params["page[size]"], 100, self.page)
        begin = int(asked.params.get("page[after]", 0))
        shown, is_more = rows[begin : begin + count], begin + count < len(rows)
        url = f"{self.address}{asked.path}?page[size]={count}&page[after]={begin + count}"
        url += f"&start_time={asked.params['start_time']}" if "start_time" in asked.params else ""
        links, meta = {"next": url, "prev": None}, {"has_more": is_more, "after_cursor": str(begin + count)}
        return 200, {"satisfaction_ratings": [self.said(each) for each in shown], "links": links, "meta": meta}

    def _told(self, kept: Kept, asked: Asked) -> dict[str, Any]:
        said = self.said(kept) | (GONE[self.table] if kept.id in self.gone else {})
        if asked.params.get("include") != "metric_sets":
            said.pop("metric_set", None)
        return said
