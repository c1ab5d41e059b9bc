"""What does somebody see before anything was built, or while what an earlier release built is built anew?"""

from collections.abc import Callable

import duckdb
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from instep.warehouse import Home, NotBuilt
from instep.warehouse.live.due import is_made_otherwise

LACKS = (duckdb.BinderException, duckdb.CatalogException)
"""A table or column that the page asks for is not there."""


class NotBuiltMiddleware:
    """Answers "add data" where a page asked a warehouse that does not exist yet, "in a moment" where it is too old."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotBuilt):
            return render(request, "web/not_built.html")
        if isinstance(error, LACKS) and is_made_otherwise(Home.from_environment()):
            return render(request, "web/older_build.html", status=503)
        return None
