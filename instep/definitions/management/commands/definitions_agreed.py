"""How do numbers follow when both teams have signed another version?"""

from typing import Any

from django.core.management.base import BaseCommand

from instep.sources.management.commands.withdraw import build_after_others


class Command(BaseCommand):
    help = "Builds all tables anew, by the definitions that both teams have signed."

    def handle(self, *args: Any, **options: Any) -> None:
        build_after_others()
