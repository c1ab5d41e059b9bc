"""By what are companies told apart, and what must not be counted twice?"""

import numpy as np
from numpy.typing import NDArray

from instep.identity.resolving.company.expected import EXPECTED
from instep.identity.resolving.desk import any_of, calling_codes
from instep.identity.resolving.scoring.patterns import DIFFERENT, IMPLIED, SAME, Codes
from instep.identity.resolving.subject import Subject
from instep.identity.resolving.words import LEGAL_FORMS, STREET_WORDS
from instep.identity.wordlist import lines

NAME, DOMAIN, PHONE, PLACE, COUNTRY, OWN_ID = range(6)
UNITS_OF_ONE = 2
_SAME = {16: "same", 17: "same, shared by several", IMPLIED: "same, which the rest says already"}
WORDS: tuple[dict[int, str], ...] = (
    {
        1: "different",
        2: "units of one group",
        3: "one slip",
        4: "abbreviated",
        5: "shortened",
        6: "one begins the other",
        7: "alike",
        8: "same first word",
        **_SAME,
    },
    {1: "different", 2: "same name, other ending", 3: "one slip", 4: "one within the other", **_SAME},
    {1: "different", 2: "one slip", **_SAME},
    {1: "different", 2: "same street and town", 3: "same street", 4: "same town", **_SAME, 17: "same postal code"},
    {1: "different", 2: "same", IMPLIED: "same, which the rest says already"},
    {1: "different", 2: "one slip", **_SAME},
)


def guarded(codes: Codes) -> Codes:
    """Units of a group share its domain; a company's number and house are in one country."""
    found = codes.copy()
    found[(codes[:, NAME] == UNITS_OF_ONE) & (codes[:, DOMAIN] >= SAME), DOMAIN] = IMPLIED
    is_there = (codes[:, PLACE] >= SAME) | (codes[:, PHONE] >= SAME)
    found[is_there & (codes[:, COUNTRY] > DIFFERENT), COUNTRY] = IMPLIED
    return found


def are_kin(codes: Codes) -> NDArray[np.bool_]:
    """Who shares a web domain, and units that are called after one company and have no domain of somebody else."""
    domain = codes[:, DOMAIN]
    return np.asarray((domain >= SAME) | (codes[:, NAME] == UNITS_OF_ONE) & (domain != DIFFERENT))


def parameters() -> dict[str, str]:
    return {
        "calling_codes": calling_codes(),
        "legal_forms": LEGAL_FORMS,
        "street_words": STREET_WORDS,
        "units": any_of(lines("unit")),
    }


COMPANIES = Subject(
    name="account",
    plural="companies",
    prefix="a",
    fields=(
        "name",
        "website",
        "email_domain",
        "email",
        "phone",
        "mobile_phone",
        "street",
        "house_number",
        "postal_code",
        "city",
        "region",
        "country",
        "own_id",
    ),
    tables=(
        "anyone/spelled",
        "anyone/everybody",
        "company/company_name",
        "company/domain",
        "anyone/phone",
        "anyone/place",
        "company/name_count",
        "company/domain_count",
        "company/number_count",
        "anyone/house_count",
        "anyone/postcode_count",
        "company/evidence",
        "company/key",
        "anyone/twin",
        "anyone/pair",
    ),
    spent=("spelled", "company_name", "domain", "phone", "place", "key"),
    learned={
        "everybody": None,
        "name_count": "joined",
        "domain_count": "host",
        "number_count": "number",
        "house_count": "house",
        "postcode_count": "postcode",
    },
    key="company/key",
    comparison="company/comparison",
    evidence=("name", "domain", "phone", "address", "country", "id"),
    words=WORDS,
    guarded=guarded,
    are_kin=are_kin,
    parameters=parameters,
    weightless=(IMPLIED,),
    known_u={(NAME, UNITS_OF_ONE): 0.3, (DOMAIN, 2): 0.3, (DOMAIN, 3): 0.05, (DOMAIN, 4): 0.3},
    expected=EXPECTED,
)
