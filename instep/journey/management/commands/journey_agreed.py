"""How do figures follow when both teams have agreed on another journey map?"""

from typing import Any

from django.core.management.base import BaseCommand

from instep.sources.management.commands.withdraw import build_after_others


class Command(BaseCommand):
    help = "Builds all tables anew, by the journey map that is now in force."

    def handle(self, *args: Any, **options: Any) -> None:
        build_after_others()
