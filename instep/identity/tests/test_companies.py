"""A gallery of companies: which records are one account, and who works where."""

from instep.identity.tests.records import recorded, resolved
from instep.identity.tests.test_who_is_who import groups

HEAD = "source | record_id | name | website | country"


def accounts(*lines: str, person: str = "source | record_id") -> list[set[str]]:
    bench = recorded(account="\n".join([HEAD, *lines]), person=person)
    links = [row for row in resolved(bench, "identity.link") if row["entity_kind"] == "account"]
    return groups((str(row["entity_id"]), str(row["record_id"])) for row in links)


def test_legal_form_case_accents_and_punctuation_do_not_count() -> None:
    assert accounts(
        "crm | 1 | Müller & Söhne GmbH & Co. KG",
        "shop | 2 | MULLER AND SOHNE",
        "desk | 3 | The Muller and Sohne Ltd.",
        "desk | 4 | Müller Logistik GmbH",
    ) == [{"1", "2", "3"}, {"4"}]


def test_one_domain_is_one_company_whatever_it_is_called() -> None:
    assert accounts("crm | 1 | Acme Inc. | https://www.acme.com", "shop | 2 | Acme Trading | shop.acme.com/en") == [
        {"1", "2"}
    ]


def test_units_of_a_group_stand_apart() -> None:
    assert (
        len(
            accounts(
                "crm | 1 | Acme | acme.com", "crm | 2 | Acme UK | acme.com", "crm | 3 | Acme Deutschland | acme.com"
            )
        )
        == 3
    )


def test_one_name_on_two_domains_is_two_companies() -> None:
    assert accounts("crm | 1 | Smith Consulting | smith.com", "crm | 2 | Smith Consulting | smithson.org") == [
        {"1"},
        {"2"},
    ]


def test_a_portal_is_no_company() -> None:
    names = ["Abe", "Bly", "Coe", "Dax", "Eos", "Fry", "Gnu", "Hux", "Ira"]
    lines = [f"crm | {i} | {name} Works | portal.zz.com/{name}" for i, name in enumerate(names)]
    assert len(accounts(*lines)) == len(names)


def test_contacts_tell_the_domain_of_a_company_without_website() -> None:
    person = """
        source | record_id | email | account_ref
        crm | p1 | ana@acme.com | 1
        mkt | p2 | ben@acme.com |
    """
    assert accounts("crm | 1 | Ajax Consolidated", person=person) == [{"1", "p2"}]


def test_people_work_where_their_account_record_address_or_company_name_says() -> None:
    bench = recorded(
        account="source | record_id | name | website\ncrm | A | Acme | acme.com\ncrm | G | Globex | globex.com",
        person="""
            source | record_id | first_name | last_name | email | account_ref | company_name
            crm | 1 | Ana | Pérez | ana@gmail.com | A |
            mkt | 2 | Ben | Ito | ben@globex.com | |
            mkt | 3 | Chi | Lang | chi@web.de | | ACME Inc.
            mkt | 4 | Dan | Orr | dan@web.de | |
        """,
    )
    people = {str(row["full_name"]): row["company_name"] for row in resolved(bench, "identity.person")}
    assert people == {"Ana Pérez": "Acme", "Ben Ito": "Globex", "Chi Lang": "Acme", "Dan Orr": None}


def test_a_free_mail_host_is_nobodys_company() -> None:
    assert accounts(person="source | record_id | email\nmkt | 1 | ana@gmail.com") == []


def test_a_parent_is_found_by_reference_or_name() -> None:
    bench = recorded(
        account="""
            source | record_id | name | parent_ref | parent_name
            crm | 1 | Acme Group AG | |
            crm | 2 | Acme Tools | 1 |
            crm | 3 | Zenith | | Acme Group
        """
    )
    rows = {row["name"]: row for row in resolved(bench, "identity.account")}
    mother = rows["Acme Group AG"]["account_id"]
    assert [rows[name]["parent_account_id"] for name in ("Acme Group AG", "Acme Tools", "Zenith")] == [
        None,
        mother,
        mother,
    ]
