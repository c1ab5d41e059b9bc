"""What does the house show before any room?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from instep.team.access import everyone


@everyone
def front_door(request: HttpRequest) -> HttpResponse:
    return redirect("today:index")
