"""How does a service hand over a long list, page by page?"""

from collections.abc import Mapping
from typing import Any

from instep.sources.connectors.feed import Place

COUNTED = ("offset", "number")


def paginator(pages: Mapping[str, Any], place: Place | None) -> Any:
    """dlt's paginator for what the system's file says; one that counts begins where the place stands."""
    from dlt.sources.helpers.rest_client import paginators as known

    begun = int(((place or {}).get("params") or {}).get(pages.get("param"), pages.get("first", 0)) or 0)
    more = {"has_more_path": pages["more"]} if "more" in pages else {}
    match pages:
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
