"""How does a service hand over a long list, page by page?"""

from collections.abc import Mapping
from typing import Any

from instep.sources.connectors.feed import Place
from instep.sources.connectors.rest.rows import found

COUNTED = ("offset", "number")


def paginator(pages: Mapping[str, Any], place: Place | None) -> Any:
    """dlt's paginator for what the system's file says; one that counts begins where the place stands."""
    from dlt.sources.helpers.rest_client import paginators as known

    begun = int(((place or {}).get("params") or {}).get(pages.get("param"), pages.get("first", 0)) or 0)
    more = {"has_more_path": pages["more"]} if "more" in pages else {}
    match pages:
        case {"next": path, "until": end}:
            return _link_until(path, end, is_end=True)
        case {"next": path, "while": more_at}:
            return _link_until(path, more_at, is_end=False)
        case {"last": param, "more": more_at}:
            return known.JSONResponseCursorPaginator("data[-1:].id", cursor_param=param, has_more_path=more_at)
        case {"cursor": path, "param": param}:
            return known.JSONResponseCursorPaginator(path, cursor_param=param, **more)
        case {"cursor": path, "body": body}:
            return known.JSONResponseCursorPaginator(path, cursor_body_path=body, **more)
        case {"next": path}:
            return known.JSONLinkPaginator(path)
        case {"offset": size, "param": param, "size": size_param, "total": total}:
            return known.OffsetPaginator(
                limit=size, offset=begun, offset_param=param, limit_param=size_param, total_path=total
            )
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
