"""How does Mailchimp answer? For tests: members of two audiences, counted from an offset; archived ones stay."""

import hashlib
from datetime import datetime
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service, size

LISTS, MAILINGS = [{"id": "list0"}, {"id": "list1"}], [{"id": "c0"}, {"id": "c1"}]


class Fake(Service):
    system, persons = "mailchimp", "members"
    known: ClassVar[dict[str, str]] = {"centre": "us6", "token": "mc-secret-us6"}
    basic = "Basic aW5zdGVwOm1jLXNlY3JldC11czY="

    def id_of(self, number: int) -> str:
        own = hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest()
        return {"members": f"list{number % 2}/{own}", "email_activity": f"c{number % 2}/{number}"}.get(
            self.table, str(number)
        )

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != self.basic:
            return 401, {"title": "API Key Invalid", "status": 401}
        match asked.path.split("/")[1:]:
            case ["ping"]:
                return 200, {"health_status": "Everything's Chimpy!"}
            case ["lists"]:
                return self._page("lists", LISTS, asked.params)
            case ["lists", audience, "members"]:
                return self._members(audience, asked.params)
            case ["campaigns"] if asked.params.get("status") == "sent":
                return self._page("campaigns", MAILINGS, asked.params)
            case ["campaigns"]:
                return self._page("campaigns", [self.said(each) for each in self.held("campaigns")], asked.params)
            case ["reports", mailing, "email-activity"]:
                return self._activity(mailing, asked.params)
        return 404, {"title": "Resource Not Found", "status": 404}

    def _members(self, audience: str, params: dict[str, str]) -> Answer:
        assert params.get("sort_field") in ("timestamp_opt", "timestamp_signup", "last_changed")
        rows = self.held("members", _since(params.get("since_last_changed")), with_gone=True)
        told = [self._told(each, audience) for each in rows if each.id.startswith(f"{audience}/")]
        return self._page("members", told, params, {"list_id": audience})

    def _activity(self, mailing: str, params: dict[str, str]) -> Answer:
        since = _since(params.get("since"))
        rows = [each for each in self.held("email_activity") if each.id.startswith(f"{mailing}/")]
        told = [self.said(each) | {"campaign_id": mailing} for each in rows]
        for each, said in zip(rows, told, strict=True):
            said["activity"] = said["activity"] if since is None or each.changed_at >= since else []
        return self._page("emails", told, params, {"campaign_id": mailing})

    def _page(self, name: str, rows: list[Any], params: dict[str, str], more: dict[str, str] | None = None) -> Answer:
        start, count = int(params["offset"]), size(params["count"], 1000, self.page)
        return 200, {name: rows[start : start + count], "total_items": len(rows), **(more or {})}

    def _told(self, kept: Kept, audience: str) -> dict[str, Any]:
        return self.said(kept) | {"list_id": audience} | ({"status": "archived"} if kept.id in self.gone else {})


def _since(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
