"""How is one connected system brought up to date, with the numbers following?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from instep.sources.connectors.models import Connection, SyncRun
from instep.sources.management.commands.withdraw import build_after_others
from instep.web.tree import stop_event


class Command(BaseCommand):
    help = "Asks a connected system for what changed, and builds all tables anew when something did."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("connection", type=int)

    def handle(self, *args: Any, connection: int, **options: Any) -> None:
        run = SyncRun.begin(Connection.objects.get(pk=connection), is_full=False)
        came = run.perform(stop_event())
        if came and came.has_news:
            build_after_others()
