"""A gallery of people and records: which of them are one person."""

from collections.abc import Iterable

import pytest

from instep.identity.tests.records import recorded, resolved

HEAD = "source | record_id | first_name | last_name | email | phone | company_name | external_ids | merged_refs"


def persons(*lines: str, **others: str) -> list[set[str]]:
    """The records of each person, largest first."""
    bench = recorded(person="\n".join([HEAD, *lines]), **others)
    links = [row for row in resolved(bench, "identity.link") if row["entity_kind"] == "person"]
    return groups((str(row["entity_id"]), str(row["record_id"])) for row in links)


def groups(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    found: dict[str, set[str]] = {}
    for entity, record in pairs:
        found.setdefault(entity, set()).add(record)
    return sorted(found.values(), key=lambda group: (-len(group), min(group)))


def test_plus_addresses_and_dots_at_google_reach_one_mailbox() -> None:
    assert persons(
        "crm | 1 | Ana | Pérez | ana.perez@gmail.com",
        "shop | 2 | | | anaperez+news@googlemail.com",
        "desk | 3 | ana | PEREZ | anaperez@gmail.com",
    ) == [{"1", "2", "3"}]


def test_dots_count_everywhere_but_at_google() -> None:
    assert len(persons("crm | 1 | | | ana.perez@acme.com", "desk | 2 | | | anaperez@acme.com")) == 2


def test_a_shared_mailbox_joins_only_equal_names() -> None:
    assert persons(
        "crm | 1 | Ana | Pérez | family@gmail.com",
        "desk | 2 | Ben | Pérez | family@gmail.com",
        "shop | 3 | Ana | Perez | family@gmail.com",
        "web | 4 | | | family@gmail.com",
    ) == [{"1", "3"}, {"2"}, {"4"}]


def test_a_role_mailbox_gives_nobody_a_name() -> None:
    assert persons("crm | 1 | Ana | Pérez | info@acme.com", "desk | 2 | | | info@acme.com") == [{"1"}, {"2"}]


def test_a_made_up_address_joins_none_but_equal_names() -> None:
    names = ["Ada", "Bea", "Cem", "Dag", "Eva", "Fay", "Gil", "Hal", "Ike", "Jan", "Kay", "Lea", "Mia"]
    lines = [f"crm | {i} | {name} | {name}sen | x@nomail.zz" for i, name in enumerate(names)]
    found = persons(*lines, "desk | 99 | Ada | Adasen | x@nomail.zz")
    assert (found[0], len(found)) == ({"0", "99"}, 13)


def test_a_switchboard_joins_nobody_by_itself() -> None:
    assert (
        len(
            persons(
                "crm | 1 | Ana | Pérez | | +493012345 | Acme",
                "crm | 2 | Ben | Ito | | +493012345 | Acme",
                "crm | 3 | Chi | Lang | | +493012345 | Acme",
                "crm | 4 | Dan | Orr | | +493012345 | Acme",
                "desk | 5 | Ana | Pérez | | +493012345 | Other",
            )
        )
        == 5
    )


def test_a_phone_joins_where_the_names_agree() -> None:
    assert persons(
        "crm | 1 | William | Smith | will@acme.com | +4915112345678",
        "shop | 2 | Bill | Smith | bill@gmail.com | +4915112345678",
        "desk | 3 | Mary | Smith | | +4915112345678",
    ) == [{"1", "2"}, {"3"}]


def test_father_and_son_stay_two() -> None:
    assert (
        len(
            persons(
                "crm | 1 | Hans | Weber sen. | hans@weber.de | +49301111111",
                "crm | 2 | Hans | Weber jun. | hans@weber.de | +49301111111",
            )
        )
        == 2
    )
    assert len(persons("crm | 1 | Hans | Weber | | +49301111111", "crm | 2 | Max | Weber | | +49301111111")) == 2


def test_an_initial_bridges_nobody() -> None:
    assert persons(
        "crm | 1 | John | Smith | smith@acme.com",
        "crm | 2 | Jane | Smith | smith@acme.com",
        "desk | 3 | J | Smith | smith@acme.com",
    ) == [{"1"}, {"2"}, {"3"}]


def test_two_people_of_one_name_in_two_companies_stay_two() -> None:
    assert (
        len(
            persons(
                "crm | 1 | Ana | Pérez | ana.perez@acme.com | | Acme",
                "crm | 2 | Ana | Pérez | ana.perez@globex.com | | Globex",
            )
        )
        == 2
    )


def test_two_people_of_one_name_in_one_company_stay_two() -> None:
    assert (
        len(
            persons(
                "crm | 1 | John | Smith | john.smith@acme.com | +15551112222 | Acme",
                "crm | 2 | John | Smith | john.smith2@acme.com | +15551112222 | Acme",
            )
        )
        == 2
    )


def test_marriage_changes_the_family_name_and_not_the_person() -> None:
    lines = ["crm | 1 | Anna | Schmidt | anna.schmidt@gmail.com", "shop | 2 | Anna | Krug | anna.schmidt@gmail.com"]
    assert persons(*lines) == [{"1", "2"}]


def test_a_name_at_a_company_joins_a_record_without_address() -> None:
    assert persons("crm | 1 | Ana | Pérez | ana@acme.com | | Acme GmbH", "desk | 2 | Ana | Perez | | | ACME Ltd.") == [
        {"1", "2"}
    ]


def test_an_id_that_a_system_vouches_for_joins_whatever_the_names() -> None:
    lines = ["crm | 003A00012 | Ana | Pérez | ana@acme.com", "mkt | 7 | Anita | Gil | a@x.org | | | crm:003A00012"]
    assert persons(*lines) == [{"003A00012", "7"}]


def test_contacts_merged_in_their_system_stay_one_also_through_a_contact_that_is_gone() -> None:
    merged = "source | record_id | kind | kept_ref | merged_ref\ncrm | m1 | person | 9 | 1\ncrm | m2 | person | 2 | 9"
    assert persons("crm | 1 | Ana | Pérez |", "crm | 2 | Anita | Gil |", merge=merged) == [{"1", "2"}]


def test_whoever_only_writes_tickets_is_a_person_too() -> None:
    case = (
        "source | record_id | person_email | person_name\ndesk | c1 | chi@x.org | Chi Lang\ndesk | c2 | ana@acme.com |"
    )
    assert persons("crm | 1 | Ana | Pérez | ana@acme.com", case=case) == [{"1"}, {"c1"}]


def test_a_hashed_address_is_as_good_as_a_plain_one() -> None:
    hashed = "o2wjpPyUfzBfq9OSt9I2NQ=="
    activity = (
        f"source | record_id | kind | person_email\nmkt | 1 | email_open | {hashed}\nmkt | 2 | email_open | {hashed}"
    )
    assert persons("crm | 7 | Ana | Pérez | ana@acme.com", activity=activity) == [{"1"}, {"7"}]


@pytest.mark.parametrize("address", ["support@acme.com", "sofia@instep.example"])
def test_role_mailboxes_and_colleagues_on_tickets_are_no_persons(address: str) -> None:
    case = f"source | record_id | person_email\ndesk | c1 | {address}"
    owner = "source | record_id | name | email\ncrm | o1 | Sofia Sales | sofia@instep.example"
    assert persons(case=case, owner=owner) == []
