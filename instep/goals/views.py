"""Which pages show the numbers that both teams share, and the rows behind them?"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from instep.definitions.restated import Restated
from instep.goals.change import change
from instep.goals.chart import trend
from instep.goals.choices import choices
from instep.goals.counting import Asked, known
from instep.goals.export import csv_lines
from instep.goals.forms import AskForm
from instep.goals.kpi import Kpi, changed_at, kpis
from instep.goals.listed import listed
from instep.goals.period import Period, month_of, until
from instep.goals.population import DIMENSIONS, Filters
from instep.goals.restating import ledger
from instep.goals.rows import PAGE, every_row, rows
from instep.goals.shares import shares
from instep.goals.value import Value, parts, series, values
from instep.team.access import Request, everyone
from instep.warehouse import Warehouse, current
from instep.web.palette import fits
from instep.web.remembered import same_for_all

MONTHS = 24


@dataclass(frozen=True)
class Question:
    """What a page was asked: the warehouse, the moment to speak of, the period and the filters."""

    warehouse: Warehouse
    at: datetime
    period: Period
    filters: Filters
    form: AskForm

    @property
    def asked(self) -> Asked:
        return Asked(self.period.start, self.period.end, self.at, self.filters)

    @property
    def before(self) -> Asked:
        """The period before, as it was known when it was as old as this one is now."""
        known_at = self.period.before_end if self.period.end >= self.at else self.at
        return replace(self.asked, start=self.period.before, end=self.period.before_end, now=known_at)

    @property
    def address(self) -> str:
        """What goes behind the question mark, so that every link asks the same."""
        chosen = {name: value for name, value in vars(self.filters).items() if value}
        when = {"period": self.period.name} if self.period.name else moments(self.period.start, self.period.end)
        return urlencode(when | chosen)


@everyone
def search(request: Request) -> JsonResponse:
    """What the command palette finds: the numbers whose name has the words typed."""
    found = [each for each in kpis(settings.HOME).values() if fits(request.GET.get("q", ""), each.title)]
    answer = [
        {"title": each.title, "detail": each.question, "url": reverse("goals:kpi", args=[each.name])} for each in found
    ]
    return JsonResponse(answer, safe=False)


@everyone
def index(request: Request) -> HttpResponse:
    asked, files = question(request), changed_at(settings.HOME)
    return same_for_all(request, asked.warehouse, "goals/index.html", lambda: every_kpi(asked), files)


def every_kpi(asked: Question) -> dict[str, object]:
    known_kpis = kpis(settings.HOME)
    every = list(known_kpis.values())
    now, before = (values(asked.warehouse, every, each) for each in (asked.asked, asked.before))
    lines = [(each, now[each.name], change(each, now[each.name], before[each.name])) for each in every]
    groups = dict.fromkeys(each.group for each in every)
    return about(asked) | {
        "restated": {each.name for each in ledger(settings.HOME).lines() if is_of(each, asked.period)},
        "groups": [(group, [line for line in lines if line[0].group == group]) for group in groups],
        "is_empty": not any(value.row_count for value in now.values()),
        "choices": choices(asked.warehouse, asked.period, asked.filters),
    }


@everyone
def kpi(request: Request, name: str) -> HttpResponse:
    asked, shown, files = question(request), kpi_or_404(name), changed_at(settings.HOME)
    return same_for_all(request, asked.warehouse, "goals/kpi.html", lambda: one_kpi(asked, shown), files)


def one_kpi(asked: Question, shown: Kpi) -> dict[str, object]:
    name = shown.name
    now, before = (values(asked.warehouse, [shown], each)[name] for each in (asked.asked, asked.before))
    months = series(asked.warehouse, shown, since_it_began(shown, asked))
    split = parts(asked.warehouse, shown, replace(asked.asked, by=asked.form.asked_by))
    return about(asked) | {
        "kpi": shown,
        "value": now,
        "before": before,
        "change": change(shown, now, before),
        "months": [(month, month_url(shown, month, asked.filters)) for month in months],
        "trend": trend(shown, months, lambda month: month_url(shown, month, asked.filters)),
        "parts": split,
        "shares": shares([weight(shown, each) for each in split]),
        "by": asked.form.asked_by,
        "restated": ledger(settings.HOME).of_name(name)[:MONTHS],
        "dimensions": DIMENSIONS,
        "choices": choices(asked.warehouse, asked.period, asked.filters),
    }


@everyone
def rows_behind(request: Request, name: str) -> HttpResponse:
    asked, shown = question(request), kpi_or_404(name)
    value = values(asked.warehouse, [shown], asked.asked)[name]
    page = rows(asked.warehouse, shown, asked.asked, skip=asked.form.skip)
    whole, after = listed(asked.warehouse, shown, asked.asked), asked.form.skip + PAGE
    found = {"kpi": shown, "value": value, "rows": page, "listed": whole}
    found["after"] = after if after < whole.row_count else None
    return render(request, "goals/rows.html", found | about(asked))


@everyone
def export(request: Request, name: str) -> StreamingHttpResponse:
    asked, shown = question(request), kpi_or_404(name)
    lines = csv_lines(every_row(asked.warehouse, shown, asked.asked))
    file = f'attachment; filename="{name}-{asked.period.start:%Y-%m-%d}-{asked.period.end:%Y-%m-%d}.csv"'
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": file})


def question(request: Request) -> Question:
    warehouse, form = current(settings.HOME), AskForm(request.GET)
    built_at = datetime.fromisoformat(warehouse.manifest.as_of_at) if warehouse.manifest else timezone.now()
    at = until(warehouse, built_at)
    return Question(warehouse, at, form.asked_period(at), form.filters, form)


def about(asked: Question) -> dict[str, object]:
    """What every page of this room needs to know."""
    chosen = [f"{DIMENSIONS.get(name, name)} {value}" for name, value in vars(asked.filters).items() if value]
    return {"period": asked.period, "at": asked.at, "address": asked.address, "chosen": chosen}


def kpi_or_404(name: str) -> Kpi:
    found = kpis(settings.HOME).get(name)
    if found is None:
        raise Http404
    return found


def since_it_began(shown: Kpi, asked: Question) -> Asked:
    """The last two years, or since the KPI first counted anything."""
    span = known(asked.warehouse).spans.get(shown.measure)
    first = max(month_of(asked.at, MONTHS - 1), month_of(span.first_at) if span else month_of(asked.at))
    return replace(asked.asked, start=min(first, month_of(asked.at)), end=month_of(asked.at, -1))


def is_of(restated: Restated, period: Period) -> bool:
    """Of a month of this period."""
    return month_of(period.start) <= restated.month_at < period.end


def weight(shown: Kpi, part: Value) -> float:
    """What a part's share is a share of: the sum itself, else the rows."""
    return part.numerator if shown.aggregate == "sum" else part.row_count


def month_url(shown: Kpi, month: Value, filters: Filters) -> str:
    """The rows behind one month of the chart."""
    start = month.month_at or month_of(datetime.now(UTC))
    chosen = {name: value for name, value in vars(filters).items() if value}
    return f"{reverse('goals:rows', args=[shown.name])}?{urlencode(moments(start, month_of(start, -1)) | chosen)}"


def moments(start: datetime, end: datetime) -> dict[str, str]:
    return {"start": f"{start:%Y-%m-%dT%H:%M:%S}", "end": f"{end:%Y-%m-%dT%H:%M:%S}"}
