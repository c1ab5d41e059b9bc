"""How does Salesforce answer? For tests: client credentials, SOQL in pages, deleted rows by queryAll, describe."""

import re
from datetime import datetime
from typing import Any, ClassVar

from instep.sources.connectors.tests.faking import Answer, Asked, Kept, Service

SOQL = re.compile(
    r"SELECT (?P<columns>\S+) FROM (?P<table>\w+)"
    r"(?: WHERE SystemModstamp >= (?P<since>\S+)| WHERE IsDeleted = (?P<gone>false))?"
    r"(?: ORDER BY SystemModstamp, Id)?"
)
DESCRIBE = re.compile(r"/services/data/v62.0/sobjects/(\w+)/describe")


class Fake(Service):
    system, persons = "salesforce", "Contact"
    known: ClassVar[dict[str, str]] = {"domain": "x", "client_id": "key", "client_secret": "sf-secret"}

    def __init__(self, table: str = "") -> None:
        super().__init__(table)
        self.answers: dict[str, tuple[list[str], list[Kept]]] = {}
        self.token = "00D!token"  # noqa: S105  made up

    def id_of(self, number: int) -> str:
        return f"003{number:015}"

    def moment(self, at: datetime) -> str:
        return at.strftime("%Y-%m-%dT%H:%M:%S.000+0000")

    def answer(self, asked: Asked) -> Answer:
        if asked.path == "/services/oauth2/token":
            is_known = (asked.body.get("client_id"), asked.body.get("client_secret")) == ("key", "sf-secret")
            is_known = is_known and asked.body.get("grant_type") == "client_credentials"
            given = {"access_token": self.token, "token_type": "Bearer", "instance_url": self.address}
            return (200, given) if is_known else (401, {"error": "invalid_client_id"})
        if asked.headers.get("Authorization") != f"Bearer {self.token}":
            return 401, [{"errorCode": "INVALID_SESSION_ID", "message": "Session expired or invalid"}]
        if "q" in asked.params:
            return self._queried(asked.params["q"], asked.path.endswith("queryAll"))
        if "/query/" in asked.path:
            return self._page(*asked.path.rsplit("/", 1)[1].split("-"))
        if found := DESCRIBE.fullmatch(asked.path):
            return 200, {"name": found[1], "fields": self._fields(found[1])}
        return 200, {"DailyApiRequests": {"Max": 15000, "Remaining": 14000}}

    def _queried(self, soql: str, with_deleted: bool) -> Answer:
        found = SOQL.fullmatch(soql)
        if not found:
            return 400, [{"errorCode": "MALFORMED_QUERY", "message": soql}]
        columns = found["columns"].split(",")
        if unknown := set(columns) - {each["name"] for each in self._fields(found["table"])}:
            return 400, [{"errorCode": "INVALID_FIELD", "message": f"No such column {sorted(unknown)}"}]
        since = datetime.fromisoformat(found["since"]) if found["since"] else None
        rows = self.held(found["table"], since, with_gone=with_deleted and not found["gone"])
        locator = f"01g{len(self.answers):09}"
        self.answers[locator] = (columns, sorted(rows, key=lambda each: (each.changed_at, each.id)))
        return self._page(locator, "0")

    def _page(self, locator: str, begin: str) -> Answer:
        if locator not in self.answers:
            return 404, [{"errorCode": "INVALID_QUERY_LOCATOR", "message": "invalid query locator"}]
        (columns, rows), start = self.answers[locator], int(begin)
        shown, end = [self._told(each, columns) for each in rows[start : start + self.page]], start + self.page
        answer: dict[str, Any] = {"totalSize": len(rows), "done": end >= len(rows), "records": shown}
        more = {"nextRecordsUrl": f"/services/data/v62.0/query/{locator}-{end}"} if end < len(rows) else {}
        return 200, answer | more

    def _told(self, kept: Kept, columns: list[str]) -> dict[str, Any]:
        every = self.said(kept) | ({"IsDeleted": True} if kept.id in self.gone else {})
        return {"attributes": {"type": self.table}} | {name: every.get(name) for name in columns}

    def _fields(self, table: str) -> list[dict[str, Any]]:
        """Those of the example, and the customer's own. Others are hidden from this user; a place can't be asked."""
        row = self.example["row"] if table == self.table else {"Id": "", "SystemModstamp": "", "IsDeleted": ""}
        own = {name for each in self.held(table) for name in each.more}
        usual = [{"name": name, "type": "string", "custom": False} for name in row]
        mine = [{"name": name, "type": "string", "custom": True} for name in sorted(own)]
        return [*usual, *mine, {"name": "Place__c", "type": "location", "custom": True}]
