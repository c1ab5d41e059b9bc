"""How does a service hand over a long list, page by page?"""

from collections.abc import Mapping
from typing import Any

from instep.sources.connectors.feed import Place
from instep.sources.connectors.rest.rows import found


def paginator(pages: Mapping[str, Any], place: Place | None, rows: str = "") -> Any:
    """dlt's paginator for what the system's file says; one that counts begins where the place stands."""
    from dlt.sources.helpers.rest_client import paginators as known

    begun = int(((place or {}).get("params") or {}).get(pages.get("param"), pages.get("first", 0)) or 0)
    match pages:
        case {"next": path, "until": end}:
            return _link_until(path, end, is_end=True)
        case {"next": path, "while": more_at}:
            return _link_until(path, more_at, is_end=False)
        case {"last": param, "more": more_at}:
            return known.JSONResponseCursorPaginator(f"{rows}[-1:].id", cursor_param=param, has_more_path=more_at)
        case {"cursor": path, "param": param}:
            return known.JSONResponseCursorPaginator(path, cursor_param=param)
        case {"cursor": path, "body": body}:
            return known.JSONResponseCursorPaginator(path, cursor_body_path=body)
        case {"next": path}:
            return known.JSONLinkPaginator(path)
        case {"offset": size, "param": param, "size": size_param}:
            return _counted(pages, rows, {param: begun, size_param: size})
        case {"number": total, "param": param}:
            return known.PageNumberPaginator(base_page=1, page=max(begun, 1), page_param=param, total_path=total)
    return known.SinglePagePaginator()


def _link_until(path: str, flag: str, is_end: bool) -> Any:
    """A link to the next page that stands there on the last page too; a flag tells the last."""
    from dlt.sources.helpers.rest_client import paginators as known

    class LinkUntil(known.JSONLinkPaginator):
        def update_state(self, response: Any, data: list[Any] | None = None) -> None:
            super().update_state(response, data)
            self._has_next_page = self._has_next_page and bool(found(response.json(), flag)) is not is_end

    return LinkUntil(path)


def _counted(pages: Mapping[str, Any], rows: str, begun: dict[str, int]) -> Any:
    """The next page begins after as many rows as came: a service may give fewer at once than it was asked for."""
    from dlt.sources.helpers.rest_client import paginators as known

    class Counted(known.BasePaginator):
        def init_request(self, request: Any) -> None:
            request.params = {**(request.params or {}), **begun}

        def update_state(self, response: Any, data: list[Any] | None = None) -> None:  # noqa: ARG002  dlt's
            answer = response.json()
            came = len(found(answer, rows) or ())
            begun[pages["param"]] += came
            total, more = found(answer, pages.get("total", "-")), found(answer, pages.get("more", "-"))
            is_more = bool(more) if "more" in pages else total is None or begun[pages["param"]] < int(total)
            self._has_next_page = came > 0 and is_more

        def update_request(self, request: Any) -> None:
            request.params = {**(request.params or {}), **begun}

    return Counted()
