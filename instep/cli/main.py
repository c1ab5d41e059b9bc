"""The command `instep`."""

import importlib
import pkgutil

import typer
from rich.control import _CONTROL_STRIP_TRANSLATE

import instep.cli

# What files, sheets and columns are called reaches the terminal as words and never as orders to it.
_CONTROL_STRIP_TRANSLATE.update(dict.fromkeys([0x1B, *range(0x80, 0xA0)]))

app = typer.Typer(name="instep", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)


def _register() -> None:
    """Each module of this folder that has a `register(app)` adds its command: found because it is there."""
    modules = pkgutil.iter_modules(instep.cli.__path__)
    for name in sorted(module.name for module in modules if not module.ispkg and module.name != "main"):
        importlib.import_module(f"instep.cli.{name}").register(app)


_register()


if __name__ == "__main__":
    app()
