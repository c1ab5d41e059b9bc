"""How does Salesforce answer? For tests: client credentials, SOQL in pages, deleted rows by queryAll."""

import re
from datetime import datetime
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service

SOQL = re.compile(
    r"SELECT (?P<columns>\S+) FROM (?P<table>\w+)(?: WHERE SystemModstamp >= (?P<since>\S+))?(?: ORDER BY .*)?"
)


class Fake(Service):
    system, table, page = "salesforce", "Contact", 200
    known: ClassVar[dict[str, str]] = {"domain": "x", "client_id": "key", "client_secret": "sf-secret"}

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, tuple[list[str], list[Kept]]] = {}

    def id_of(self, number: int) -> str:
        return f"003{number:015}"

    def answer(self, asked: Asked) -> Answer:
        if asked.path == "/services/oauth2/token":
            is_known = (asked.body.get("client_id"), asked.body.get("client_secret")) == ("key", "sf-secret")
            is_known = is_known and asked.body.get("grant_type") == "client_credentials"
            return (
                (200, {"access_token": "00D!token", "token_type": "Bearer"})
                if is_known
                else (401, {"error": "invalid"})
            )
        if asked.headers.get("Authorization") != "Bearer 00D!token":
            return 401, [{"errorCode": "INVALID_SESSION_ID"}]
        if "q" in asked.params:
            return self._queried(asked.params["q"], asked.path.endswith("queryAll"))
        if "/query/" in asked.path:
            locator, start = asked.path.rsplit("/", 1)[1].split("-")
            return self._page(locator, int(start))
        return 200, {"DailyApiRequests": {"Max": 15000, "Remaining": 14000}}

    def _queried(self, soql: str, with_deleted: bool) -> Answer:
        found = SOQL.fullmatch(soql)
        if not found:
            return 400, [{"errorCode": "MALFORMED_QUERY", "message": soql}]
        since = datetime.fromisoformat(found["since"]) if found["since"] else None
        held = (
            [*self.kept.values(), *(self.gone.values() if with_deleted else ())] if found["table"] == "Contact" else []
        )
        rows = [each for each in held if since is None or each.changed_at >= since]
        locator = f"01g{len(self.answers):09}"
        self.answers[locator] = (found["columns"].split(","), sorted(rows, key=lambda each: (each.changed_at, each.id)))
        return self._page(locator, 0)

    def _page(self, locator: str, start: int) -> Answer:
        columns, rows = self.answers[locator]
        shown, end = [self._said(each, columns) for each in rows[start : start + self.page]], start + self.page
        answer: dict[str, Any] = {"totalSize": len(rows), "done": end >= len(rows), "records": shown}
        more = {"nextRecordsUrl": f"/services/data/v62.0/query/{locator}-{end}"} if end < len(rows) else {}
        return 200, answer | more

    def _said(self, kept: Kept, columns: list[str]) -> dict[str, Any]:
        at = kept.changed_at.strftime("%Y-%m-%dT%H:%M:%S.000+0000")
        every: dict[str, Any] = {
            "Id": kept.id,
            "Email": kept.email,
            "LastName": kept.name,
            "SystemModstamp": at,
            "CreatedDate": at,
        }
        every |= {"IsDeleted": kept.id in self.gone}
        return {"attributes": {"type": "Contact"}} | {name: every.get(name) for name in columns} | kept.more
