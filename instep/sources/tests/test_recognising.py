"""What a table holds is told by its columns, its values and its neighbours; what tells nothing is not guessed."""

import pytest

from instep.sources.mapping import Records
from instep.sources.reading import Reading
from instep.sources.recognition.recognising import Verdict, recognise
from instep.sources.tests.tables import reading

DEALS = """
Deal Name | Stage       | Amount in EUR | Close Date | Lead Source | Owner        | Company
Atlas     | Closed Won  | 1,200.50      | 02/25/2024 | Web         | Sofia Keller | Firm A
Boreas    | Closed Lost | 900.00        | 03/01/2024 | Event       | Sofia Keller | Firm B
Ceres     | Proposal    | 15,000.00     | 04/02/2024 | Web         | Mark Berg    | Firm A
"""
GESCHAEFTE = """
Verkaufschance | Phase    | Betrag    | Abschlussdatum | Verantwortlicher | Kunde
Atlas          | Gewonnen | 1.200,50  | 25.02.2024     | Sofia Keller     | Firma A
Boreas         | Verloren | 900,00    | 01.03.2024     | Sofia Keller     | Firma B
Ceres          | Angebot  | 15.000,00 | 02.04.2024     | Mark Berg        | Firma A
"""


def verdict(*readings: Reading) -> Verdict:
    return recognise(readings, "crm")[-1]


def records(found: Verdict, kind: str) -> Records:
    return next(each for each in found.mapping.records if each.kind == kind)


@pytest.mark.parametrize("text", [DEALS, GESCHAEFTE], ids=["english", "german"])
def test_deals_are_opportunities_whatever_their_language(text: str) -> None:
    fields = records(verdict(reading("export", text)), "opportunity").fields
    assert {"name", "stage", "amount", "closed_at", "owner_name", "account_name", "outcome"} <= set(fields)


def test_every_stage_is_written_down_with_what_it_means() -> None:
    outcome = records(verdict(reading("deals", DEALS)), "opportunity").fields["outcome"]
    assert outcome.values == {"Closed Won": "won", "Closed Lost": "lost", "Proposal": "open"}


def test_a_currency_in_a_columns_name_counts() -> None:
    assert verdict(reading("deals", DEALS)).mapping.currency == "EUR"


def test_a_company_named_at_a_deal_becomes_a_record_of_its_own() -> None:
    assert verdict(reading("deals", DEALS)).kinds == ("opportunity", "account")


def test_a_column_that_holds_another_tables_ids_refers_to_it() -> None:
    firms = [f"firm-00{number}" for number in range(6)]
    known = [f"{firm} | Ltd {firm} | IT" for firm in firms]
    accounts = reading("accounts", "\n".join(["id | name | industry", *known]))
    sold = [f"{firm[-1]} | Won | 5 | {firm}" for firm in firms]
    deals = reading("deals", "\n".join(["id | stage | amount | buyer", *sold]))
    found = records(verdict(accounts, deals), "opportunity")
    assert found.fields["account_ref"].columns == ("buyer",)
    assert "buyer holds ids of accounts" in found.because


def test_names_of_another_table_are_looked_up_for_its_ids() -> None:
    accounts = reading("accounts", "id | name | industry\n71 | Firm A | IT\n72 | Firm B | IT")
    found = verdict(accounts, reading("deals", DEALS)).mapping
    assert [(lookup.table, lookup.by, lookup.to) for lookup in found.lookups] == [("accounts", "Company", "name")]
    assert found.records[0].fields["account_ref"].columns == ("accounts.id",)


def test_a_company_with_a_contact_gives_a_company_and_a_person() -> None:
    text = """
    CustomerID | CompanyName | ContactName | ContactTitle | Country | Phone
    ALFKI      | Alfreds     | Maria Kohl  | Owner        | Germany | 030-0074321
    BERGS      | Berglunds   | Ana Berg    | Manager      | Sweden  | 0921-12 34 65
    """
    found = verdict(reading("customers", text))
    assert found.kinds == ("account", "person")
    assert records(found, "person").fields["account_ref"].columns == ("CustomerID",)


def test_lines_of_orders_cost_quantity_times_price_less_the_discount() -> None:
    text = "OrderID | ProductID | UnitPrice | Quantity | Discount\n1 | 7 | 10 | 2 | 0.5\n1 | 8 | 10 | 2 | 0"
    found = records(verdict(reading("Order Details", text)), "order_line")
    assert (found.fields["amount"].way, found.fields["amount"].less) == ("multiply", "Discount")
    assert found.record_id.columns == ("OrderID", "ProductID")


def test_suppliers_are_no_customers() -> None:
    text = "SupplierID | CompanyName | ContactName | Phone | City\n1 | Liquids | Ana Berg | 030 1234567 | London"
    found = verdict(reading("Suppliers", text))
    assert not found.is_recognised
    assert found.because == ("suppliers sell to us, they are no customers",)


def test_a_table_that_tells_nothing_is_said_to_tell_nothing() -> None:
    found = verdict(reading("measurements", "sensor | temperature\na | 20\nb | 21"))
    assert not found.is_recognised
    assert found.because == ("nothing in it tells what kind of record a row is",)


def test_a_date_column_is_decided_by_its_neighbour_and_it_is_said() -> None:
    text = """
    Deal | Stage | Amount | Created  | Close Date
    A    | Won   | 5      | 1/2/2024 | 25/2/2024
    B    | Lost  | 5      | 2/2/2024 | 3/3/2024
    """
    found = verdict(reading("deals", text)).mapping
    assert found.column("Created").dates == "day-month"
    assert any("Created" in note and "Close Date" in note for note in found.notes)


def test_a_known_system_is_known_by_its_columns() -> None:
    text = "Id | Name | StageName | CloseDate | IsClosed | IsWon\n006A | Atlas | Signed | 2024-02-25 | true | true"
    found = verdict(reading("anything", text))
    assert found.mapping.recognised_by == "preset salesforce"
    assert records(found, "opportunity").fields["outcome"].way == "outcome"


def test_two_ids_and_nothing_else_say_that_records_belong_together() -> None:
    found = verdict(reading("deal_people", "deal_id | contact_id | role\n1 | 7 | Buyer\n2 | 8 | User"))
    assert found.kinds == ("association",)
    assert (records(found, "association").fields["to_kind"].value, found.confidence) == ("person", 0.8)


def test_a_table_without_rows_is_known_by_its_header() -> None:
    assert verdict(reading("deals", "id | stage | amount | close_date")).kinds == ("opportunity",)


EVENTS = """
messageId | type  | anonymousId | event              | timestamp
m1        | track | a1          | Search Used        | 2026-03-01T10:00:00Z
m2        | track | a1          | Content Downloaded | 2026-03-01T10:01:00Z
m3        | track | a2          | Video Played       | 2026-03-02T10:00:00Z
"""


def test_a_search_is_no_form_because_something_was_downloaded_too() -> None:
    assert records(verdict(reading("events", EVENTS)), "activity").fields["kind"].otherwise == "event"
