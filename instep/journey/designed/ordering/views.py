"""Which page changes the order of the map? Each button sends the order as it stands, so nothing has to be kept."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from instep.journey.designed.agreeing.views import deciding, propose
from instep.journey.designed.journey_map import JourneyMap
from instep.journey.designed.ordering.order import Order, order_of, ordered, touchpoint_at
from instep.journey.designed.reading import map_in_force
from instep.journey.designed.writing import text_of
from instep.team.access import Request
from instep.team.place import Unreadable
from instep.web.readable import readable


@dataclass(frozen=True)
class Line:
    """A phase or touchpoint on the page."""

    key: str
    name: str

    @property
    def is_phase(self) -> bool:
        return self.key.startswith("p:")

    @property
    def is_new(self) -> bool:
        return self.key.startswith("n:")


@deciding
@readable
def order(request: Request) -> HttpResponse:
    """GET: as it is. POST: one step further, or the proposal."""
    found = map_in_force(settings.HOME)
    said = request.POST
    asked = order_of(found, said.getlist("key"), said.getlist("left_out"))
    done, _, key = said.get("do", "").partition(" ")
    if done == "propose":
        return proposed(request, found, asked, said.get("why", "").strip())
    turned = step(asked, done, key, said.get("new_name", "").strip()[:200], said.get("phase", ""))
    return page(request, found, turned, done=done, moved=key)


def step(order: Order, done: str, key: str, name: str, phase: str) -> Order:
    if done in ("up", "down"):
        return order.moved(key, done == "up")
    if done == "out":
        return order.without(key)
    return order.with_new(name, phase) if name else order


def proposed(request: Request, found: JourneyMap, order: Order, why: str) -> HttpResponse:
    if not why:
        return page(request, found, order, status=422, is_why_missing=True)
    try:
        return propose(request, found, text_of(ordered(found, order)), why[:500])
    except Unreadable as error:
        return page(request, found, order, status=422, error=error)


def page(request: Request, found: JourneyMap, order: Order, status: int = 200, **more: object) -> HttpResponse:
    phases = [
        (
            Line(row[0], found.phases[int(row[0][2:])].name),
            [Line(key, touchpoint_at(found, key).name) for key in row[1:]],
        )
        for row in order.rows
    ]
    shown = {"map": found, "order": order, "phases": phases, "why": request.POST.get("why", ""), **more}
    return render(request, "journey/order.html", shown, status=status)
