"""How long does it take until an event is on the customer's page, in the definitions and on a rep's list?

    python -m benchmarks.freshness [--persons 100000] [--home DIR] [--seconds 60] [--rate 20]

Events are sent to the collector of a running company, most of them about people it knows; once a second somebody new
asks for a demo. Each is timed from the moment it was acknowledged until a page that is asked again and again shows it.
"""

import argparse
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import uuid4

from instep.warehouse import Home, Warehouse
from tests.company import running
from tests.events import Sender, Visitor

PATIENCE_SECONDS = 30
AT_ONCE = 4
"""So many pages are asked again in a round: more would measure how pages are made under load."""


@dataclass
class Probe:
    """Something that a page will show."""

    view: str
    path: str
    text: str
    sent_at: float = field(default_factory=time.monotonic)
    seen_at: float | None = None


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--persons", type=int, default=100_000)
    asked.add_argument("--home", type=Path, default=None)
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--rate", type=int, default=20)
    said = asked.parse_args()
    with running(said.persons, said.home, patience=3600) as company:
        visitor, website = Visitor(company.origin, company.link), Sender.to(company, "website")
        report(timed(visitor, website, known(company.home), said.seconds, said.rate))


def known(home: Path) -> list[dict[str, Any]]:
    return Warehouse.open(Home(home)).select(
        "select person_id, email from identity.person where email is not null order by md5(email) limit 5000"
    )


def timed(visitor: Visitor, website: Sender, people: list[dict[str, Any]], seconds: int, rate: int) -> list[Probe]:
    probes: list[Probe] = []
    looking = Thread(target=look, args=(visitor, probes, time.monotonic() + seconds + PATIENCE_SECONDS), daemon=True)
    looking.start()
    started, numbers, run = time.monotonic(), count(), uuid4().hex[:4]
    for second in range(seconds):
        calls = [call for _ in range(rate - 2) for call in about(people[next(numbers) % len(people)])]
        mark = f"{run} {second:04}"
        fresh, name = newcomer(mark)
        website.send(*calls, *fresh)
        last = people[(next(numbers) - 1) % len(people)]
        website.send(*about(last, f"Demo Requested {mark}"))
        month = datetime.now(UTC).strftime("%Y-%m")
        probes += [
            Probe("customer's page", f"/customers/{last['person_id']}/", f"Demo Requested {mark}"),
            Probe("definition", f"/definitions/sales_ready/rows/?month={month}", name),
            Probe(
                "rep's list", f"/handoffs/list/?whose=everybody&team=unknown&band=new&after={max(0, second - 9)}", name
            ),
        ]
        time.sleep(max(0.0, started + second + 1 - time.monotonic()))
    looking.join()
    return probes


def look(visitor: Visitor, probes: list[Probe], until: float) -> None:
    """Ask the pages on which something is still missing, the oldest first."""
    while time.monotonic() < until:
        waiting = [probe for probe in probes if probe.seen_at is None]
        for path in list(dict.fromkeys(probe.path for probe in waiting))[:AT_ONCE]:
            page = visitor.sees(path)
            for probe in waiting:
                if probe.path == path and probe.text in page:
                    probe.seen_at = time.monotonic()
        time.sleep(0.2)
        if probes and not waiting and time.monotonic() > until - PATIENCE_SECONDS:
            return


def about(person: dict[str, Any], event: str = "Pricing Page Viewed") -> list[dict[str, Any]]:
    call = {"type": "track", "event": event, "anonymousId": str(uuid4()), "properties": {"email": person["email"]}}
    return [_now(call)]


def newcomer(mark: str) -> tuple[list[dict[str, Any]], str]:
    """Somebody whom no page shows yet, also not from an earlier run in the same home."""
    name, word = f"Fresh Comer{mark}", mark.replace(" ", "-")
    who = {"userId": f"fresh-{word}"}
    traits = {"name": name, "email": f"comer-{word}@freshmills-{word}.example"}
    calls: list[dict[str, Any]] = [{"type": "identify", "traits": traits}, {"type": "track", "event": "Demo Requested"}]
    return [_now(call | who) for call in calls], name


def _now(call: dict[str, Any]) -> dict[str, Any]:
    return call | {"messageId": str(uuid4()), "timestamp": datetime.now(UTC).isoformat()}


def report(probes: list[Probe]) -> None:
    for view in dict.fromkeys(probe.view for probe in probes):
        mine = [probe for probe in probes if probe.view == view]
        waits = sorted(probe.seen_at - probe.sent_at for probe in mine if probe.seen_at is not None)
        missing = len(mine) - len(waits)
        if waits:
            half, most = waits[len(waits) // 2], waits[min(len(waits) - 1, int(0.95 * len(waits)))]
            print(f"{view:<16} seen after {half:5.1f} s (p50), {most:5.1f} s (p95); {missing} of {len(mine)} not seen")
        else:
            print(f"{view:<16} none of {len(mine)} seen")


if __name__ == "__main__":
    main()
