"""The command `instep`."""

import importlib
import pkgutil

import typer

import instep.cli

app = typer.Typer(name="instep", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)


def _register() -> None:
    """Each module of this folder that has a `register(app)` adds its command: found because it is there."""
    for name in sorted(found.name for found in pkgutil.iter_modules(instep.cli.__path__)):
        if name != "main":
            importlib.import_module(f"instep.cli.{name}").register(app)


_register()
