"""Which page says what every field is for?"""

from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from instep.sources.diet.fields import SECONDS, WEEKS, fields
from instep.sources.diet.forms import SecondsForm
from instep.team.access import Request, everyone
from instep.warehouse.reading import current


@everyone
def diet(request: Request) -> HttpResponse:
    warehouse = current()
    seconds = SecondsForm(request.GET).told(SECONDS)
    built_at = datetime.fromisoformat(warehouse.manifest.as_of_at) if warehouse.manifest else timezone.now()
    found = fields(warehouse, settings.HOME, built_at, seconds)
    going = [each for each in found if each.could_go]
    saved = sum(each.weekly_minutes or 0 for each in going)
    page = {"fields": found, "going": going, "saved": saved, "seconds": seconds, "weeks": WEEKS}
    return render(request, "sources/fields.html", page)
