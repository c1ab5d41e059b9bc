"""What would the first visitor wait for, if it were not there yet?"""

from contextlib import suppress
from pathlib import Path

from django.apps import apps
from django.template.loader import get_template
from django.urls import URLResolver, get_resolver

from instep.warehouse import NotBuilt, current


def make_ready() -> None:
    """Load every page's code and template, find out every page's address, open the warehouse."""
    _load(get_resolver())
    get_resolver().namespace_dict  # noqa: B018  asking for it fills it
    with suppress(NotBuilt):
        current()
    for room in apps.get_app_configs():
        if room.name.startswith("instep"):
            _compile(Path(room.path) / "templates")


def _load(resolver: URLResolver) -> None:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            _load(each)


def _compile(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        get_template(str(path.relative_to(folder)))
