"""How long do pages take while eight people use the application at once?"""

import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

from instep.warehouse import Home, Warehouse

CLIENTS = 8
REQUESTS = 60
BUDGETS_MS = {"customer": 100, "search": 200, "explain": 300}
PAGES = {
    "today": "/today/",
    "hand-offs": "/handoffs/",
    "customers": "/customers/",
    "definitions": "/definitions/",
    "journey": "/journey/",
    "goals": "/goals/",
    "explain": "/explain/",
    "data": "/sources/",
}


def under_load(home: Path) -> dict[str, dict[str, float]]:
    """p50 and p95 in ms of every page, asked by eight clients at once, beside its budget."""
    with Server(Home(home)) as server:
        targets = {name: [path] for name, path in PAGES.items()} | looked_up(Home(home))
        return {name: report(name, server.times(paths)) for name, paths in targets.items()}


def looked_up(home: Home) -> dict[str, list[str]]:
    """Addresses that differ at each request: customers, searches, KPIs."""
    people = Warehouse.open(home).select("select person_id, last_name from identity.person where last_name is not null")
    some = random.Random(1).sample(people, min(400, len(people)))
    return {
        "customer": [f"/customers/{each['person_id']}/" for each in some],
        "search": [f"/customers/?q={quote(each['last_name'][:4])}" for each in some],
        "kpi": ["/goals/promise_kept/", "/goals/won_revenue/", "/goals/response_time/"],
    }


def report(name: str, times: list[float]) -> dict[str, float]:
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[18]
    budget = BUDGETS_MS.get(name, 150)
    verdict = "kept" if p95 <= budget else "MISSED"
    print(f"{name:<14} p50 {p50:7.1f} ms   p95 {p95:7.1f} ms   budget {budget} ms {verdict}", flush=True)
    return {"p50_ms": p50, "p95_ms": p95, "budget_ms": budget}


class Server:
    """The real server in processes of its own, with a signed-in session."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.port = random.Random().randrange(20000, 30000)

    def __enter__(self) -> "Server":
        environment = os.environ | {"INSTEP_HOME": str(self.home.path), "INSTEP_DEMO": "1"}
        command = [sys.executable, "-m", "instep.cli.main", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)
        link = subprocess.run(
            [sys.executable, "-m", "django", "entry_link", "lena"],
            env=environment | {"DJANGO_SETTINGS_MODULE": "instep.web.settings"},
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        self.cookie = self._enter(re.search(r"/team/enter/\S+", link)[0])  # type: ignore[index]
        return self

    def __exit__(self, *_: object) -> None:
        os.killpg(self.process.pid, 15)
        self.process.wait(20)

    def times(self, paths: list[str]) -> list[float]:
        """Milliseconds of each request."""
        self._one_client((0, paths, 4))
        with ThreadPoolExecutor(CLIENTS) as clients:
            asked = [(client, paths, REQUESTS) for client in range(CLIENTS)]
            return [took for times in clients.map(self._one_client, asked) for took in times]

    def _one_client(self, asked: tuple[int, list[str], int]) -> list[float]:
        client, paths, count = asked
        choice = random.Random(client)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        times = []
        for _ in range(count):
            path = choice.choice(paths)
            started = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            answer.read()
            times.append((time.perf_counter() - started) * 1000)
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}")
        return times

    def _enter(self, path: str) -> str:
        for _ in range(100):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
                connection.request("GET", path)
                answer = connection.getresponse()
                return "; ".join(cookie.split(";")[0] for cookie in answer.headers.get_all("Set-Cookie") or [])
            except ConnectionRefusedError:
                time.sleep(0.2)
        raise RuntimeError("the server did not start")


if __name__ == "__main__":
    under_load(Path(sys.argv[1]))
