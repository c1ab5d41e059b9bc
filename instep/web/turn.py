"""Which page is made next? One after the other in each process, first come, first served.

Threads that make pages at the same moment wait for each other at every step, and each page takes as long as all of them
together. In turn, the first is ready while the last has waited no longer. Only the making takes turns: what is read
from a slow client, or sent to one, holds nobody up.
"""

import threading
from collections import deque
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from instep.web.load import Load, my_load


class Turn:
    """A lock that is handed to whoever has waited longest."""

    def __init__(self) -> None:
        self._gate = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._is_taken = False

    def __enter__(self) -> None:
        mine = threading.Lock()
        mine.acquire()
        with self._gate:
            if not self._is_taken:
                self._is_taken = True
                return
            self._waiting.append(mine)
        mine.acquire()

    def __exit__(self, *_: object) -> None:
        with self._gate:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False


class TurnMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.turn = Turn()
        self.load = my_load()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET":
            return self.get_response(request)
        return self._shared_out(request, self.load) if self.load else self._in_turn(request)

    def _shared_out(self, request: HttpRequest, load: Load) -> HttpResponse:
        with load.one_more() as is_too_many:
            answer = self._in_turn(request)
        if is_too_many:
            answer["Connection"] = "close"
        return answer

    def _in_turn(self, request: HttpRequest) -> HttpResponse:
        with self.turn:
            return self.get_response(request)
