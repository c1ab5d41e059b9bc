"""How does Mailchimp answer? For tests: members of two audiences, counted from an offset; archived ones stay."""

import hashlib
from datetime import datetime
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service


class Fake(Service):
    system, table, page = "mailchimp", "members", 1000
    known: ClassVar[dict[str, str]] = {"centre": "us6", "token": "mc-secret-us6"}
    basic = "Basic aW5zdGVwOm1jLXNlY3JldC11czY="

    def id_of(self, number: int) -> str:
        return f"list{number % 2}/{hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest()}"

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != self.basic:
            return 401, {"title": "API Key Invalid", "status": 401}
        match asked.path.split("/")[1:]:
            case ["lists"]:
                return 200, {"lists": [{"id": "list0"}, {"id": "list1"}], "total_items": 2}
            case ["lists", list_id, "members"]:
                return self._members(list_id, asked.params)
            case _:
                return 200, {"campaigns": [], "total_items": 0}

    def _members(self, list_id: str, params: dict[str, str]) -> Answer:
        rows = [each for each in (*self.kept.values(), *self.gone.values()) if each.id.startswith(f"{list_id}/")]
        if "since_last_changed" in params:
            since = datetime.fromisoformat(params["since_last_changed"])
            rows = sorted((each for each in rows if each.changed_at >= since), key=lambda each: each.changed_at)
        start, size = int(params["offset"]), min(int(params["count"]), 1000)
        shown = [self._said(each) for each in rows[start : start + size]]
        return 200, {"members": shown, "list_id": list_id, "total_items": len(rows)}

    def _said(self, kept: Kept) -> dict[str, Any]:
        list_id, own = kept.id.split("/")
        at = kept.changed_at.strftime("%Y-%m-%dT%H:%M:%S+00:00")
        said = {"id": own, "list_id": list_id, "email_address": kept.email, "merge_fields": {"LNAME": kept.name}}
        status = "archived" if kept.id in self.gone else "subscribed"
        return said | {"status": status, "timestamp_opt": at, "last_changed": at} | kept.more
