"""What needs this person now?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from instep.team.access import everyone


@everyone
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "today/index.html")
