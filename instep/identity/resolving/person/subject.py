"""By what are persons told apart, and what must not be counted twice?"""

import numpy as np

from instep.identity.resolving.desk import any_of, calling_codes
from instep.identity.resolving.person.expected import EXPECTED
from instep.identity.resolving.scoring.patterns import DIFFERENT, IMPLIED, SAME, SHARED, Codes
from instep.identity.resolving.subject import Subject
from instep.identity.resolving.words import LEGAL_FORMS, STREET_WORDS
from instep.identity.wordlist import lines

FIRST, LAST, MAILBOX, PHONE, FIRM, PLACE, BIRTH, OWN_ID, MIDDLE = range(9)
EVIDENCE = ("first name", "last name", "e-mail", "phone", "company", "address", "birth date", "id", "generation")
FAMILY, STRANGERS = 14, 13
TOLD_BY_NAME, OTHER_COMPANY, NUMBERED_APART, OTHERS_LAST = (4, 8), 10, 12, 8
GENERATION = r"(?:^| )(jr|jun|junior|sr|sen|senior|ii|iii|iv|filho|neto)$"
_SAYS_NOTHING = {
    IMPLIED: "same, which the rest says already",
    FAMILY: "same, as in a family",
    STRANGERS: "different, as expected",
}
_SAME = {16: "same", 17: "same, shared by several", **_SAYS_NOTHING}
WORDS: tuple[dict[int, str], ...] = (
    {
        1: "different",
        2: "first and last swapped",
        3: "nickname",
        4: "initial",
        5: "longer form",
        6: "one slip",
        7: "alike",
        8: "is the other's last name",
        **_SAME,
    },
    {
        1: "different",
        2: "first and last swapped",
        3: "one slip",
        4: "part of a double name",
        5: "sounds alike",
        **_SAME,
    },
    {
        2: "same mailbox of a function",
        3: "same before the @",
        4: "same name before the @",
        5: "one slip",
        6: "another mailbox at the same company",
        7: "other spelling at the same company",
        8: "same letters before the @",
        9: "two private mailboxes",
        10: "mailboxes at two companies",
        11: "one private, one at work",
        NUMBERED_APART: "numbered apart at the same company",
        **_SAME,
    },
    {1: "different", 2: "one slip", **_SAME},
    {1: "different", 2: "alike", **_SAME},
    {1: "different", 2: "same street and town", 3: "same street", 4: "same town", **_SAME, 17: "same postal code"},
    {1: "different", 2: "one slip", 3: "day and month agree or are swapped", 4: "same year", **_SAME},
    {1: "different", 2: "one slip", **_SAME},
    {1: "junior against senior", 2: "same middle initial", 3: "another middle initial", **_SAME},
)


def guarded(codes: Codes) -> Codes:
    """Evidence that another piece implies is counted once.

    A mailbox implies its company; company, switchboard and address are one fact; a family shares home, telephone and
    last name; a mailbox made of the name repeats it; who works elsewhere has another mailbox and address there.
    """
    found = codes.copy()
    mailbox, firm = codes[:, MAILBOX], codes[:, FIRM]
    found[(firm >= SAME) & (mailbox >= SAME), FIRM] = IMPLIED
    is_home = _rarest_once(found) & (found[:, FIRM] < IMPLIED)
    found[is_home & (codes[:, LAST] >= SAME), LAST] = FAMILY
    found[(codes[:, FIRST] == OTHERS_LAST) & (codes[:, LAST] == DIFFERENT), LAST] = STRANGERS
    found[np.isin(mailbox, TOLD_BY_NAME) & (codes[:, LAST] > 0), MAILBOX] = IMPLIED
    elsewhere = firm == DIFFERENT
    found[elsewhere & (mailbox == OTHER_COMPANY), MAILBOX] = STRANGERS
    found[elsewhere & (codes[:, PLACE] == DIFFERENT), PLACE] = STRANGERS
    return found


def _rarest_once(found: Codes) -> Codes:
    """Of the same company, shared number and house only the rarest counts. Answers: is number or house the same?"""
    firm, phone, place = found[:, FIRM], found[:, PHONE], found[:, PLACE]
    is_house = (place >= SAME) & (place < SHARED)
    bits = np.stack(
        [
            np.where(firm >= SAME, firm - SAME, -1),
            np.where(phone >= SHARED, phone - SHARED, -1),
            np.where(is_house, place - SAME, -1),
        ]
    )
    best = bits.argmax(axis=0)
    for order, column in enumerate((FIRM, PHONE, PLACE)):
        found[(bits[order] >= 0) & (best != order), column] = IMPLIED
    return np.asarray((bits[1] >= 0) | (bits[2] >= 0))


def parameters() -> dict[str, str]:
    return {
        "titles": f"^(({any_of(lines('title'))}) )+",
        "generations": GENERATION,
        "calling_codes": calling_codes(),
        "legal_forms": LEGAL_FORMS,
        "street_words": STREET_WORDS,
    }


PERSONS = Subject(
    name="person",
    plural="persons",
    prefix="p",
    fields=(
        "first_name",
        "last_name",
        "full_name",
        "email",
        "phone",
        "mobile_phone",
        "company_name",
        "street",
        "house_number",
        "postal_code",
        "city",
        "region",
        "country",
        "birth_date",
        "own_id",
        "gender",
    ),
    tables=(
        "anyone/spelled",
        "anyone/everybody",
        "person/host_slip",
        "person/mailbox",
        "person/name",
        "anyone/phone",
        "person/company",
        "person/workplace",
        "person/common_core",
        "person/known_firm",
        "person/firm",
        "anyone/place",
        "person/mailbox_root",
        "person/mailbox_holder",
        "person/phone_root",
        "person/phone_holder",
        "person/first_count",
        "person/last_count",
        "person/full_count",
        "person/firm_count",
        "anyone/house_count",
        "anyone/postcode_count",
        "person/evidence",
        "person/key",
        "anyone/twin",
        "anyone/pair",
    ),
    spent=(
        "spelled",
        "mailbox",
        "name",
        "phone",
        "company",
        "workplace",
        "firm",
        "place",
        "mailbox_holder",
        "phone_holder",
        "key",
    ),
    learned={
        "everybody": None,
        "host_slip": "host",
        "common_core": "core",
        "known_firm": "host",
        "mailbox_root": "mailbox",
        "phone_root": "number",
        "first_count": "first_name",
        "last_count": "last_name",
        "full_count": "full_name",
        "firm_count": "firm",
        "house_count": "house",
        "postcode_count": "postcode",
    },
    grown={"mailbox_root": "mailbox", "phone_root": "phone"},
    key="person/key",
    comparison="person/comparison",
    evidence=EVIDENCE,
    words=WORDS,
    guarded=guarded,
    parameters=parameters,
    weightless=(STRANGERS, FAMILY, IMPLIED),
    vetoes=((MIDDLE, DIFFERENT), (MAILBOX, NUMBERED_APART)),
    known_u={
        (FIRST, 2): 0.0001,
        (LAST, 2): 0.02,
        (MAILBOX, 3): 0.004,
        (MAILBOX, 4): 0.001,
        (MAILBOX, 5): 0.002,
        (MAILBOX, 6): 1.0,
        (MAILBOX, 7): 0.05,
        (MAILBOX, 8): 0.001,
        (MAILBOX, 10): 0.2,
    },
    expected=EXPECTED,
)
