"""Which page mends the refused records of a delivery that is in already?"""

from dataclasses import asdict
from itertools import islice

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from instep.sources.imports.choice import Choice
from instep.sources.imports.forms import mends_of
from instep.sources.imports.pages import mendable
from instep.sources.models import Upload, file_name
from instep.sources.taking.batch import Batch, named
from instep.sources.taking.mending import mended_lines
from instep.sources.taking.refusals import grouped, refused_file
from instep.sources.taking.refused import Handed, columns_of, mended_text, read_refused
from instep.team.access import Request, may
from instep.team.models import User
from instep.team.role import Role

SHOWN = 200


@may(Role.LEAD, Role.ADMIN)
def mend(request: Request, batch_id: str) -> HttpResponse:
    """What is typed becomes a file like the error file, which is checked and taken in like any other."""
    batch = named(settings.HOME, batch_id)
    if batch is None or batch.undone_at:
        raise Http404
    path = refused_file(settings.HOME, batch)
    names, rows = columns_of(path), list(islice(read_refused(path), SHOWN))
    if request.method == "POST":
        return _mended(request, batch, names, rows)
    refusals = [
        {"rule": each.reason, "column": each.column, "count": each.count, "lines": [int(n) for n, _ in each.examples]}
        for each in grouped(rows)
    ]
    groups = mendable(names, map(asdict, rows), refusals, {})
    others = mending_now(batch, request.user)
    page = {"batch": batch, "groups": groups, "others": others, "lines": mended_lines(settings.HOME, batch)}
    return render(request, "sources/mends.html", page)


def mending_now(batch: Batch, user: User) -> list[Upload]:
    """What others typed of this delivery, checked or not, that is not in yet."""
    waiting = Upload.objects.filter(source=batch.source, file_name=mended_name(batch), finished_at=None)
    return list(waiting.exclude(given_by=user).select_related("given_by"))


def mended_name(batch: Batch) -> str:
    return file_name(f"{batch.file.rsplit('.', 1)[0]} mended.csv")


def _mended(request: Request, batch: Batch, names: list[str], rows: list[Handed]) -> HttpResponse:
    table = {"columns": [{"name": name} for name in names], "refused_rows": [asdict(row) for row in rows]}
    typed = mends_of(request.POST, table)
    if not typed:
        return redirect("sources:mend", batch.batch_id)
    if again := sorted(typed.keys() & mended_lines(settings.HOME, batch)):
        lines = ", ".join(map(str, again))
        messages.warning(
            request, _("Somebody mended line %(lines)s before: what you typed comes after it.") % {"lines": lines}
        )
    text = mended_text(names, [row for row in rows if row.line in typed], typed)
    kept = Upload.keep(
        SimpleUploadedFile(mended_name(batch), text.encode()), batch.source, request.user, timezone.now()
    )
    kept.look(Choice(step="check", are_new_leads=not batch.is_history))
    return redirect("sources:uploaded", kept.pk)
