"""How does one system know a person? Names, addresses and numbers as typed into that system, plus their record ids."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from instep.demo.arrays import Flags, Ints, Texts, texts
from instep.demo.persons import role_mailbox
from instep.demo.world import World


@dataclass(frozen=True)
class Sight:
    """Who is in which system under which address. Positions are those of the persons."""

    world: World

    @cached_property
    def everyone(self) -> Ints:
        return np.arange(len(self.world.persons))

    @cached_property
    def doubled(self) -> Flags:
        """Persons whom the marketing tool knows twice, under two addresses."""
        seen_again_at = self.world.funnel.lead_at + 24
        luck = self.world.draws.uniform("doubled", len(self.everyone))
        return (luck < 0.045) & (seen_again_at < self.world.until)

    @cached_property
    def form_email(self) -> Texts:
        """The address typed into the web form: at work, with a plus, private, or the company's shared mailbox."""
        luck = self.world.draws.uniform("form email", len(self.everyone))
        taken: set[str] = set()
        return texts([self._form_email(place, luck[place], taken) for place in self.everyone.tolist()])

    def _form_email(self, place: int, luck: float, taken: set[str]) -> str:
        person = self.world.persons[place]
        shared = role_mailbox(person.company)
        if luck < 0.02 and person.company.employee_count < 100 and shared not in taken:
            taken.add(shared)
            return shared
        if luck < 0.045:
            return person.email.replace("@", "+newsletter@" if luck < 0.03 else "+vibrona@")
        return person.other_email if 0.05 < luck < 0.075 and not self.doubled[place] else person.email

    @cached_property
    def second_email(self) -> Texts:
        return texts([person.other_email for person in self.world.persons])

    def contact_number(self, place: Ints) -> Ints:
        """The marketing tool's record id of a person."""
        return 20_400_151 + place * 50

    def second_number(self, place: Ints) -> Ints:
        return self.contact_number(place) + 20
