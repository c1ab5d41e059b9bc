"""Whom can we tell apart?"""

from instep.identity.resolving.company.subject import COMPANIES
from instep.identity.resolving.person.subject import PERSONS

__all__ = ["COMPANIES", "PERSONS", "SUBJECTS"]

SUBJECTS = (PERSONS, COMPANIES)
