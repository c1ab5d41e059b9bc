"""Two who share something and were not joined wait for somebody's word, those worth most first."""

from decimal import Decimal

from instep.customers.changing.review import waiting
from instep.customers.tests.company import company

PERSON = """
    source | record_id | first_name | last_name | email | phone
    crm | 1 | Ana | Pérez | ana@acme.com | +49301
    mkt | 2 | Ana | Berg | a.berg@acme.com | +49301
    mkt | 5 | Mia | Roth | mia@acme.com | +49305
    crm | 6 | Tom | Falk | tom@acme.com | +49305
    crm | 3 | Chi | Lang | officelang@gmail.com |
    mkt | 4 | Uwe | Kern | officelang@gmail.com |
"""
OPPORTUNITY = """
    source | record_id | name | person_ref | amount | amount_currency | outcome | created_at
    crm | o1 | Forty pumps | 3 | 12000 | EUR | won | 2026-02-10
"""


def test_who_shares_a_key_and_is_not_one_waits_for_a_word() -> None:
    tables = company(person=PERSON, opportunity=OPPORTUNITY)
    chi, ana = waiting(tables, [])
    assert {chi.name, chi.other_name} == {"Chi Lang", "Uwe Kern"}
    assert (chi.shares, chi.amount, chi.amount_currency) == ("e-mail officelang@gmail.com", Decimal(12_000), "EUR")
    assert {ana.name, ana.other_name} == {"Ana Pérez", "Ana Berg"}


def test_what_was_just_answered_is_not_asked_again() -> None:
    tables = company(person=PERSON, opportunity=OPPORTUNITY)
    assert len(waiting(tables, [("mkt/person/2", "crm/person/1")])) == 1
