"""Where does each team write its rule unseen, and where do both see what the two count?"""

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from instep.definitions.access import built_at, deciding, definition_or_404, names_broken_files, tables, words_in_force
from instep.definitions.backtest.lists import people
from instep.definitions.blind.forms import OpenForm, PartForm, WayForm
from instep.definitions.blind.joining import joined
from instep.definitions.blind.overlap import Overlap, headline, overlap
from instep.definitions.editing.drafts import save
from instep.definitions.editing.fields import kinds_to_add, laid_out
from instep.definitions.editing.sheet import posted_sheet, sheet_of
from instep.definitions.editing.steps import stepped
from instep.definitions.models import Comparison, Entry
from instep.definitions.reading import definition
from instep.definitions.wording import sentence, whole_sentence
from instep.team.access import Request, everyone
from instep.team.models import sides_of
from instep.team.place import Unreadable
from instep.team.signature import as_version
from instep.web.remembered import remembered

PAGE = 50


@everyone
@names_broken_files
def comparisons(request: Request) -> HttpResponse:
    """All that were opened, newest first."""
    opened = Comparison.objects.prefetch_related("entries").select_related("opened_by").order_by("-pk")
    words = words_in_force()
    shown = {"opened": opened, "words": words.values(), "sides": sides_of(request.user)}
    return render(request, "definitions/comparisons.html", shown)


@deciding
@require_POST
@names_broken_files
def open_comparison(request: Request) -> HttpResponse:
    form = OpenForm(request.POST)
    one, _words = definition_or_404(form.cleaned_data["name"] if form.is_valid() else "")
    said = {"opened_by": request.user, "opened_at": timezone.now()}
    return redirect("definitions:comparison", Comparison.objects.create(name=one.name, title=one.title, **said).pk)


@everyone
@names_broken_files
def comparison(request: Request, number: int) -> HttpResponse:
    """Before both teams have handed in, nobody sees a rule but their own while they write it."""
    opened = get_object_or_404(Comparison, pk=number)
    shown = {"comparison": opened, "sides": [team for team in sides_of(request.user) if team not in opened.teams]}
    if not opened.texts:
        return render(request, "definitions/comparison.html", shown)
    found, titles = compared(opened), {word.name: word.title for word in words_in_force().values()}
    rules = {team: definition(f"{team}.yaml", text) for team, text in opened.texts.items()}
    said = [(team, sentence(one.rule, titles), found.figures[team]) for team, one in rules.items()]
    shown |= {"said": said, "found": found, "headline": headline(found)}
    return render(request, "definitions/comparison.html", shown)


@deciding
@names_broken_files
def entry(request: Request, number: int, team: str) -> HttpResponse:
    """One team writes its rule; it is handed in once and shown when the other is there too."""
    opened = get_object_or_404(Comparison, pk=number)
    if team not in sides_of(request.user) or team in opened.teams:
        messages.error(request, _("This rule is another team's, or was handed in already."))
        return redirect("definitions:comparison", number)
    one, words = definition_or_404(opened.name)
    sheet, order = sheet_of(f"{one.name}.yaml", as_version(one.text, one.version)), request.POST.get("do", "look")
    if request.method == "POST":
        sheet.tree = stepped(
            posted_sheet(dict(request.POST.lists())).tree,
            order,
            request.POST.get(f"{order.removeprefix('add ')}:add", "did"),
        )
    text = sheet.text(one.name, one.version, one.effective_from)
    titles = {word.name: word.title for word in words.values()}
    try:
        said: dict[str, object] = {"sentence": whole_sentence(definition(f"{one.name}.yaml", text), titles)}
    except Unreadable as error:
        said = {"error": error}
    if order == "hand in" and "sentence" in said:
        return _handed_in(request, opened, team, text)
    if request.htmx and order == "look":
        return render(request, "definitions/draft.html#said", said)
    names = tuple((word.name, word.title) for word in words.values() if word.name != one.name)
    row = laid_out(sheet.tree, names)
    shown = {"comparison": opened, "team": team, "row": row, "kinds": kinds_to_add(), **said}
    return render(request, "definitions/entry.html", shown)


@everyone
@names_broken_files
def comparison_rows(request: Request, number: int) -> HttpResponse:
    """The people in a part of the picture, and what became of them."""
    opened = get_object_or_404(Comparison, pk=number)
    asked = PartForm(request.GET).asked()
    if not opened.texts:
        return redirect("definitions:comparison", number)
    found, part = compared(opened), asked["part"]
    those, count = found.those(part), int(found.those(part).sum())
    shown = {
        "comparison": opened,
        "part": part,
        "count": count,
        "rows": people(tables(), those, found.met(part), PAGE, asked["after"]),
        "after": asked["after"] + PAGE if asked["after"] + PAGE < count else None,
        "currency": found.currency,
    }
    return render(request, "definitions/comparison_rows.html", shown)


@deciding
@require_POST
@names_broken_files
def negotiate(request: Request, number: int) -> HttpResponse:
    """One of the two rules, or both together, becomes the draft from which the teams go on."""
    opened, form = get_object_or_404(Comparison, pk=number), WayForm(request.POST)
    if not opened.texts or not form.is_valid():
        return redirect("definitions:comparison", number)
    save(settings.HOME.definitions, opened.name, joined(opened.texts, form.cleaned_data["way"]))
    return redirect("definitions:draft", opened.name)


def compared(opened: Comparison) -> Overlap:
    warehouse = tables()
    rules = {team: definition(f"{team}.yaml", text) for team, text in opened.texts.items()}
    key = ("comparison", opened.pk, *opened.texts.values())
    return remembered(warehouse, key, lambda: overlap(warehouse, rules, words_in_force(), built_at(warehouse)))


def _handed_in(request: Request, opened: Comparison, team: str, text: str) -> HttpResponse:
    said = {"text": text, "written_by": request.user, "written_at": timezone.now()}
    try:
        with transaction.atomic():
            Entry.objects.create(comparison=opened, team=team, **said)
    except IntegrityError:
        messages.error(request, _("Somebody of your team handed in a moment ago."))
    return redirect("definitions:comparison", opened.pk)
