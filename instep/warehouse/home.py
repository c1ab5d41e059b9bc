"""Where does one installation keep what it knows?"""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """The folder of one organisation: deliveries, mappings, definitions, warehouse versions and the app database."""

    path: Path

    @classmethod
    def from_environment(cls) -> "Home":
        """The folder that INSTEP_HOME names, else `.instep` in the user's home."""
        return cls(Path(os.environ.get("INSTEP_HOME") or Path.home() / ".instep").expanduser().absolute())

    def create(self) -> "Home":
        """Make the folder, closed to other users of the machine."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        for folder in (self.deliveries, self.taken, self.mappings, self.definitions, self.versions):
            folder.mkdir(exist_ok=True)
        return self

    @property
    def deliveries(self) -> Path:
        return self.path / "deliveries"

    @property
    def taken(self) -> Path:
        return self.path / "taken"

    @property
    def mappings(self) -> Path:
        return self.path / "mappings"

    @property
    def definitions(self) -> Path:
        return self.path / "definitions"

    @property
    def versions(self) -> Path:
        return self.path / "warehouse"

    @property
    def database(self) -> Path:
        return self.path / "app.sqlite3"
