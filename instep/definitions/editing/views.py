"""Where does somebody change a definition, field by field or in its file, and propose the change?"""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from instep.definitions.access import deciding, names_broken_files, words_in_force
from instep.definitions.agreeing.forms import RequestForm
from instep.definitions.agreeing.models import Taken, next_version, open_request
from instep.definitions.definition import Definition
from instep.definitions.editing.drafts import draft_text, drafts, forget, save, started
from instep.definitions.editing.fields import fields_of_our_own, kinds_to_add, laid_out
from instep.definitions.editing.forms import FileForm, NewForm
from instep.definitions.editing.sheet import NAMES, Sheet, posted_sheet, sheet_of
from instep.definitions.editing.steps import fresh, stepped
from instep.definitions.packs import packs, start_from
from instep.definitions.reading import definition
from instep.definitions.wording import whole_sentence
from instep.team.access import Request
from instep.team.models import sides_of
from instep.team.place import Unreadable


@deciding
@names_broken_files
def new(request: Request) -> HttpResponse:
    """A word that nobody defined yet."""
    form = NewForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "definitions/new.html", {"form": form}, status=422 if request.POST else 200)
    name = form.name()
    if name not in words_in_force() and draft_text(settings.HOME.definitions, name) is None:
        empty = Sheet(dict.fromkeys(NAMES, "") | {"title": form.cleaned_data["title"]}, fresh("all"))
        save(settings.HOME.definitions, name, empty.text(name, 1, timezone.now().date()))
    return redirect("definitions:draft", name)


@deciding
@names_broken_files
def draft(request: Request, name: str) -> HttpResponse:
    """GET: the fields. POST: look at what they say, do one step, or save; the sentence follows while one types."""
    if request.method != "POST":
        return editor(request, name, _kept(name))
    sheet, order = posted_sheet(dict(request.POST.lists())), request.POST.get("do", "look")
    kind = request.POST.get(f"{order.removeprefix('add ')}:add", "did")
    sheet.tree = stepped(sheet.tree, order, kind)
    if request.htmx and order == "look":
        return render(request, "definitions/draft.html#said", said(name, sheet))
    if order != "save":
        return editor(request, name, sheet)
    save(settings.HOME.definitions, name, _text(name, sheet))
    messages.success(request, _("Saved as a draft. Nothing counts by it yet."))
    return redirect("definitions:draft", name)


@deciding
@names_broken_files
def as_file(request: Request, name: str) -> HttpResponse:
    """The same draft as text; what cannot be read is shown with the place of the mistake and not saved."""
    text = draft_text(settings.HOME.definitions, name) or _begun(name)
    if request.method != "POST":
        return render(request, "definitions/draft_file.html", {"name": name, "text": text})
    form = FileForm(request.POST)
    typed = request.POST.get("text", "").replace("\r\n", "\n")
    try:
        one = _of_name(name, definition(f"{name}.yaml", typed)) if form.is_valid() else None
    except Unreadable as error:
        return render(request, "definitions/draft_file.html", {"name": name, "text": typed, "error": error}, status=422)
    if one is None:
        return render(request, "definitions/draft_file.html", {"name": name, "text": typed, "form": form}, status=422)
    save(settings.HOME.definitions, name, typed)
    messages.success(request, _("Saved as a draft. Nothing counts by it yet."))
    return redirect("definitions:draft", name)


@deciding
@require_POST
@names_broken_files
def propose(request: Request, name: str) -> HttpResponse:
    """Ask both teams to sign the draft."""
    text, form = draft_text(settings.HOME.definitions, name), RequestForm(request.POST)
    if text is None:
        messages.error(request, _("Save the draft first."))
        return redirect("definitions:draft", name)
    if not form.is_valid():
        messages.error(request, _("Say why the definition should change, in a sentence."))
        return redirect("definitions:draft", name)
    now = timezone.now()
    asked = form.said(sides_of(request.user), now.date())
    try:
        offered = open_request(definition(f"{name}.yaml", text), request.user, now, asked)
    except (Unreadable, Taken) as error:
        messages.error(request, str(error) or _("Somebody proposed this version a moment ago. Look at theirs first."))
        return redirect("definitions:draft", name)
    forget(settings.HOME.definitions, name)
    return redirect("definitions:proposal", name, offered.version)


@deciding
@require_POST
def forgotten(request: Request, name: str) -> HttpResponse:
    """Back to what is in force."""
    forget(settings.HOME.definitions, name)
    messages.success(request, _("The draft is gone; what is in force stays as it is."))
    return redirect("definitions:show" if name in words_in_force() else "definitions:index", *_named(name))


def editor(request: Request, name: str, sheet: Sheet) -> HttpResponse:
    words = words_in_force()
    names = tuple((word.name, word.title) for word in words.values() if word.name != name)
    shown = {
        "row": laid_out(sheet.tree, names, own=fields_of_our_own(settings.HOME)),
        "kinds": kinds_to_add(),
        "words": sheet.words,
        "one": words.get(name),
        "sides": sides_of(request.user),
        "is_draft": draft_text(settings.HOME.definitions, name) is not None,
        "today": timezone.now().date(),
    }
    return render(request, "definitions/draft.html", {"name": name, **shown, **said(name, sheet)})


def said(name: str, sheet: Sheet) -> dict[str, object]:
    """The rule as a sentence, or where it cannot be understood yet."""
    titles = {word.name: word.title for word in words_in_force().values()}
    try:
        return {"sentence": whole_sentence(definition(f"{name}.yaml", _text(name, sheet)), titles)}
    except Unreadable as error:
        return {"error": error}


def _text(name: str, sheet: Sheet) -> str:
    return sheet.text(name, next_version(name), timezone.now().date())


def _kept(name: str) -> Sheet:
    text = draft_text(settings.HOME.definitions, name) or _begun(name)
    try:
        return sheet_of(f"{name}.yaml", text)
    except (ValueError, AttributeError, TypeError) as error:
        raise Unreadable(f"{name}.yaml", "rule", str(error), "Mend it in the file of the draft") from error


def _begun(name: str) -> str:
    words = words_in_force()
    if name not in words:
        raise Http404
    return started(words[name], next_version(name))


def _of_name(name: str, one: Definition) -> Definition:
    if one.name != name:
        raise Unreadable(f"{name}.yaml", "name", f"it is called “{one.name}”", f"Write {name}, or add a new word")
    return one


def _named(name: str) -> list[str]:
    return [name] if name in words_in_force() else []


@deciding
@names_broken_files
def ready_made(request: Request) -> HttpResponse:
    """Packs to start from, and the drafts that wait. POST: a pack's words become drafts."""
    found = packs()
    pack = next((each for each in found if each.name == request.POST.get("pack")), None)
    if pack:
        laid = start_from(settings.HOME.definitions, pack)
        messages.success(
            request, _("%(count)s words are drafts now; nothing counts by them yet.") % {"count": len(laid)}
        )
        return redirect("definitions:packs")
    waiting = drafts(settings.HOME.definitions)
    return render(request, "definitions/packs.html", {"packs": found, "drafts": waiting})
