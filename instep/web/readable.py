"""What does a page show while a file that both teams agreed on has a mistake?"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import HttpResponse
from django.shortcuts import render

from instep.team.access import Request
from instep.team.place import Unreadable

type Page[**Named] = Callable[Concatenate[Request, Named], HttpResponse]


def readable[**Named](view: Page[Named]) -> Page[Named]:
    """The page, or where in the file the mistake is and what to do."""

    @wraps(view)
    def shown(request: Request, /, *args: Named.args, **kwargs: Named.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Unreadable as error:
            return render(request, "web/unreadable.html", {"error": error})

    return shown
