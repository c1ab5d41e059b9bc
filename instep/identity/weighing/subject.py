"""How are the house's own persons told apart: by the resolver's evidence, and more carefully, as people act on it?"""

from dataclasses import replace

from instep.identity.resolving.person.subject import FIRM, FIRST, MAILBOX, PERSONS, guarded
from instep.identity.resolving.scoring.patterns import DIFFERENT, IMPLIED, SAME, Codes
from instep.identity.resolving.subject import Subject

SLIP = 5
"""A mailbox that is one sign away from another."""


def carefully(codes: Codes) -> Codes:
    """A slip in a mailbox implies the company as much as the mailbox itself would."""
    found = guarded(codes)
    found[(codes[:, MAILBOX] == SLIP) & (codes[:, FIRM] >= SAME), FIRM] = IMPLIED
    return found


OWN_PERSONS: Subject = replace(PERSONS, vetoes=(*PERSONS.vetoes, (FIRST, DIFFERENT)), guarded=carefully)
"""Two first names that contradict each other are two persons, whatever they share."""
