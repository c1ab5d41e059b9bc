"""Whose eyes can a visitor of the sample company look through?

Sofia and Uma are also in its systems, as a rep and as a service agent.
"""

from dataclasses import dataclass

from instep.team.role import Role


@dataclass(frozen=True)
class Member:
    username: str
    first_name: str
    last_name: str
    role: Role
    region: str = ""

    @property
    def owner_name(self) -> str:
        """The name under which the company's systems know this person."""
        return f"{self.first_name} {self.last_name}"


CAST = (
    Member("mark", "Mark", "Osei", Role.MARKETING),
    Member("sofia", "Sofia", "Keller", Role.SALES, "DACH"),
    Member("uma", "Uma", "Lindholm", Role.SERVICE),
    Member("lena", "Lena", "Fischer", Role.LEAD),
    Member("ada", "Ada", "Moreau", Role.ADMIN),
)
