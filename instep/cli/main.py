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

ALONE = "identity"
"""Started often and with little to do: it does without what other commands load."""
app = typer.Typer(name="instep", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)


def _register() -> None:
    """Each module of this folder that has a `register(app)` adds its command: found because it is there."""
    modules = pkgutil.iter_modules(instep.cli.__path__)
    names = sorted(module.name for module in modules if not module.ispkg and module.name != "main")
    for name in [ALONE] if ALONE in sys.argv[1:2] else names:
        importlib.import_module(f"instep.cli.{name}").register(app)


class WithoutPandas(MetaPathFinder):
    """Where it is installed, pyarrow would load it for half a second, to ask whether a list is one of its series."""

    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def main() -> None:
    if ALONE in sys.argv[1:2]:
        sys.meta_path.insert(0, WithoutPandas())
    app()


_register()


if __name__ == "__main__":
    main()
