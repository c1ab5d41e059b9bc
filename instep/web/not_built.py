"""What does somebody see before anything was built?"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from instep.warehouse import NotBuilt


class NotBuiltMiddleware:
    """Answers "add data" where a page asked a warehouse that does not exist yet."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return render(request, "web/not_built.html") if isinstance(error, NotBuilt) else None
