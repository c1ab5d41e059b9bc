"""The command `instep`."""

import importlib
import pkgutil
import sys
from importlib.abc import MetaPathFinder

import typer
from rich.control import _CONTROL_STRIP_TRANSLATE

import instep.cli

# What files, sheets and columns are called reaches the terminal as words and never as orders to it.
_CONTROL_STRIP_TRANSLATE.update(dict.fromkeys([0x1B, *range(0x80, 0xA0)]))

LIGHT = "identity"
"""Started often and with little to do."""
app = typer.Typer(name="instep", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)


@app.callback()
def instep_command() -> None:
    """Sales, marketing and service in step."""


def _register(asked: list[str]) -> None:
    """Each module of this folder that has a `register(app)` adds its commands: found because it is there.

    One that is called as the command that was asked for is loaded alone.
    """
    modules = pkgutil.iter_modules(instep.cli.__path__)
    names = sorted(module.name for module in modules if not module.ispkg and module.name != "main")
    named = [name for name in names if name.rstrip("_") in asked]
    for name in named or names:
        importlib.import_module(f"instep.cli.{name}").register(app)


class WithoutPandas(MetaPathFinder):
    """Where it is installed, pyarrow would load it for half a second, to ask whether a list is one of its series."""

    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def main() -> None:
    if LIGHT in sys.argv[1:2]:
        sys.meta_path.insert(0, WithoutPandas())
    app()


_register(sys.argv[1:2])


if __name__ == "__main__":
    main()
