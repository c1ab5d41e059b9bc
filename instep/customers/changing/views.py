"""Which pages show why records are one, and let people merge them, take them apart, and undo that?"""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from instep.customers import card
from instep.customers.changing.plan import Plan, Undecidable, customer_of, merge_plan, split_plan
from instep.customers.changing.preview import preview
from instep.customers.changing.review import explained, name_of, waiting
from instep.customers.finding import COMPANIES, PEOPLE, Search, found
from instep.identity.former import present_id
from instep.identity.models import Contradiction, Decision
from instep.identity.pairs import DIFFERENT, SAME
from instep.identity.resolving.explaining import Unknown
from instep.identity.weighing.comparing import compared
from instep.team.access import Request, everyone, may
from instep.team.role import Role
from instep.warehouse import current
from instep.warehouse.live import lay

DECIDING = frozenset({Role.SALES, Role.SERVICE, Role.LEAD, Role.ADMIN})
SHOWN = 200
SKIPPED, SKIP, ALL, MOST_SKIPPED = "review_skipped", "skip", "all", 500


@everyone
def records(request: Request, id: str) -> HttpResponse:
    """Why these records are one, what people decided about them, and where to change it."""
    who = who_or_404(id)
    if who.id != id:
        return redirect("customers:records", who.id)
    shown = card.records(current(settings.HOME), who.id)
    about = {"who": who, "records": shown, "may_decide": request.user.role in DECIDING}
    about["weighable"] = {record.record_key for record in shown if not (record.is_public or who.is_company)}
    about["decisions"] = [each for each in newest_first() if each.concerns(record.record_key for record in shown)]
    return render(request, "customers/records.html", about)


@may(*DECIDING)
def merge(request: Request, id: str) -> HttpResponse:
    """Looks for the other one; then says what would move; then does it."""
    tables, who, other = current(settings.HOME), who_or_404(id), request.POST.get("with") or request.GET.get("with", "")
    if not other:
        words = request.GET.get("q", "")
        rows = found(tables, COMPANIES if who.is_company else PEOPLE, Search(words))[0] if words else []
        others = [row for row in rows if row.id != who.id]
        return render(request, "customers/merge.html", {"who": who, "typed": words, "rows": others})
    try:
        plan = merge_plan(tables, who.id, other)
    except Undecidable as reason:
        return refused(request, who.id, reason)
    return decide(request, who.id, plan)


@may(*DECIDING)
def split(request: Request, id: str) -> HttpResponse:
    """Says what would move, then does it."""
    who, chosen = who_or_404(id), request.POST.getlist("record") or request.GET.getlist("record")
    try:
        plan = split_plan(current(settings.HOME), chosen, who.id)
    except Undecidable as reason:
        return refused(request, who.id, reason)
    return decide(request, who.id, plan)


def decide(request: Request, id: str, plan: Plan) -> HttpResponse:
    """For GET what would move, for POST it is so."""
    now = timezone.now()
    if request.method != "POST":
        about = {"who": who_or_404(id), "plan": plan, "preview": preview(settings.HOME, now, plan)}
        return render(request, "customers/change.html", about | {"other": request.GET.get("with", "")})
    try:
        by = {"decided_by": request.user, "decided_by_name": request.user.get_full_name() or request.user.username}
        why = request.POST.get("why", "").strip()[:500]
        moved = {"moved": moves.words if (moves := preview(settings.HOME, now, plan)) else ""}
        about = {"why": why, "decided_at": now} | by | moved
        kept = Decision.decide(plan.kind, plan.entity_kind, plan.left, plan.right, **about)
    except Contradiction as reason:
        return refused(request, id, reason)
    undo_at = reverse("customers:undo", args=[kept.pk])
    show_at_once(request, _("Merged.") if plan.kind == "merged" else _("Taken apart."), undo_at)
    return redirect("customers:records", id)


@may(*DECIDING)
@require_POST
def undo(request: Request, number: int) -> HttpResponse:
    """As if it had never been said. Leads may undo anything, others what they said themselves."""
    decision = get_object_or_404(Decision, pk=number, undoes=None)
    if not (request.user.leads or decision.decided_by == request.user):
        messages.warning(request, _("Only a lead or whoever said it can take it back."))
        return redirect("customers:decisions")
    decision.take_back(request.user, request.user.get_full_name() or request.user.username, timezone.now())
    show_at_once(request, _("Undone: everything is as it was before."))
    return redirect("customers:decisions")


@may(*DECIDING)
def review(request: Request) -> HttpResponse:
    """Joins that were refused: a word on each, by two keystrokes. The worker lays it over the tables."""
    tables = current(settings.HOME)
    skipped = set(request.session.get(SKIPPED, ()))
    if request.method == "POST":
        answered(request, request.POST.get("one", ""), request.POST.get("other", ""), request.POST.get("word", ""))
        return redirect("customers:review")
    built_at = tables.manifest.built_at if tables.manifest else ""
    newest = Decision.standing().filter(entity_kind="person", decided_at__gte=built_at or timezone.now())
    told = [(each.left[0], each.right[0]) for each in newest if each.right]
    rows = explained(tables, waiting(tables, told, skipped))
    return render(request, "customers/review.html", {"rows": rows, "skipped_count": len(skipped)})


def answered(request: Request, one: str, other: str, word: str) -> None:
    """Whoever skips two is not asked about them again until signing in anew, or asking for all."""
    if word == ALL:
        request.session.pop(SKIPPED, None)
    elif word == SKIP:
        request.session[SKIPPED] = [*request.session.get(SKIPPED, ()), name_of(one, other)][-MOST_SKIPPED:]
    else:
        said(request, one, other, word)


@everyone
def compare(request: Request) -> HttpResponse:
    """Why two records are one, or not: evidence in bits that sum to the score."""
    tables, records = current(settings.HOME), [request.GET.get(name, "") for name in ("one", "other")]
    try:
        why = compared(tables, *records)
    except Unknown as reason:
        raise Http404(str(reason)) from reason
    sides = [(record, customer_of(tables, record)[0].entity_id) for record in records]
    return render(request, "customers/compare.html", {"sides": sides, "why": why})


def said(request: Request, one: str, other: str, word: str) -> None:
    try:
        plan = merge_plan(current(settings.HOME), one, other)
        kind = SAME if word == SAME else DIFFERENT
        by = {"decided_by": request.user, "decided_by_name": request.user.get_full_name() or request.user.username}
        kept = Decision.decide(kind, plan.entity_kind, plan.left, plan.right, decided_at=timezone.now(), **by)
    except (Undecidable, Contradiction) as reason:
        messages.warning(request, str(reason))
        return
    words = _("Kept: the same.") if kind == SAME else _("Kept: not the same.")
    messages.success(request, words, extra_tags=reverse("customers:undo", args=[kept.pk]))


@everyone
def record(request: Request, key: str) -> HttpResponse:
    """The customer to whom a record belongs."""
    try:
        return redirect("customers:records", customer_of(current(settings.HOME), key)[0].entity_id)
    except Undecidable as reason:
        raise Http404(str(reason)) from reason


@everyone
def decisions(request: Request) -> HttpResponse:
    """Everything that people decided about who is who, newest first."""
    return render(
        request,
        "customers/decisions.html",
        {"decisions": newest_first()[:SHOWN], "may_decide": request.user.role in DECIDING},
    )


def newest_first() -> list[Decision]:
    return list(Decision.objects.filter(undoes=None).select_related("undone_by", "pin").order_by("-pk"))


def show_at_once(request: Request, words: str, undo_at: str = "") -> None:
    """Lay it over the tables now; where that can't be, say when it shows."""
    if lay(settings.HOME, timezone.now()) is None:
        words = f"{words} {_('It shows after the next build.')}"
    messages.success(request, words, extra_tags=undo_at)


def refused(request: Request, id: str, reason: Exception) -> HttpResponse:
    messages.warning(request, str(reason))
    return redirect("customers:records", id)


def who_or_404(id: str) -> card.Customer:
    """Also under an id that counted once."""
    tables = current(settings.HOME)
    who = card.customer(tables, id) or card.customer(tables, present_id(tables, id) or "")
    if who is None:
        raise Http404("no customer of this id")
    return who
