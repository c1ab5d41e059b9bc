"""People who are easily taken for each other, and persons easily taken for two: in the house's own build."""

from instep.identity.tests.records import recorded, resolved
from instep.identity.tests.test_who_is_who import groups, persons


def test_colleagues_who_share_a_mailbox_and_a_switchboard_stay_apart() -> None:
    assert persons(
        "crm | 1 | Ana | Pérez | info@lumen.com | +49305551200 | Lumen",
        "desk | 2 | Ben | Tadic | info@lumen.com | +49305551200 | Lumen",
        "desk | 3 | Uma | Olsen | info@lumen.com | +49305551200 | Lumen",
    ) == [{"1"}, {"2"}, {"3"}]


def test_a_family_shares_telephone_and_mailbox_and_stays_apart() -> None:
    assert persons(
        "crm | 1 | Anahita | Perezzi | | +49307771200 |",
        "crm | 2 | Ben | Perezzi | | +49307771200 |",
        "shop | 3 | Chi | Perezzi | perezzi.family@gmail.com | +49307771200 |",
        "shop | 4 | Anahita | Perezzi | perezzi.family@gmail.com | +49307771200 |",
    ) == [{"1", "4"}, {"2"}, {"3"}]


def test_a_father_and_his_son_of_one_name_stay_two() -> None:
    assert persons(
        "crm | 1 | Hans | Weberling jun. | hansw@gmx.de | |",
        "crm | 2 | Hans | Weberling sen. | hansw@gmx.de | |",
        "shop | 3 | Hans | Weberling jun. | hansw@gmx.de | +491704455667 |",
    ) == [{"1", "3"}, {"2"}]


def test_who_changes_employer_and_keeps_the_mobile_stays_one() -> None:
    assert persons(
        "crm | 1 | Dora | Kelomira | dora.kelomira@lumen.com | +491709988776 | Lumen",
        "mkt | 2 | Dora | Kelomira | dora.kelomira@nordix.com | +491709988776 | Nordix",
        "desk | 3 | Dora | Kelomira | | +491709988776 | Nordix",
    ) == [{"1", "2", "3"}]


def test_two_of_one_name_in_one_company_have_two_mailboxes() -> None:
    assert persons(
        "crm | 1 | Ben | Sentivo | ben.sentivo@lumen.com | +491701000001 | Lumen",
        "crm | 2 | Ben | Sentivo | ben.sentivo2@lumen.com | +491702000002 | Lumen",
        "desk | 3 | Ben | Sentivo | ben.sentivo@lumen.com | | Lumen",
        "desk | 4 | Ben | Sentivo | ben.sentivo2@lumen.com | | Lumen",
    ) == [{"1", "3"}, {"2", "4"}]


def test_a_marriage_changes_the_name_and_not_the_person() -> None:
    assert persons(
        "crm | 1 | Frida | Holgarsen | frida.h@gmx.de | +491703344556 |",
        "shop | 2 | Frida | Tursewin | frida.h@gmx.de | +491703344556 |",
    ) == [{"1", "2"}]


def test_one_person_with_several_mailboxes_is_one_through_the_record_that_has_them_all() -> None:
    head = "source | record_id | first_name | last_name | email | other_emails | phone | company_name"
    lines = (
        "crm | 1 | Chi | Okonara | chi@lumen.com | chi@home.org |",
        "mkt | 2 | Chi | Okonara | chi@home.org | |",
        "desk | 3 | | | chi@lumen.com | |",
    )
    links = resolved(recorded(person="\n".join([head, *lines])), "identity.link")
    found = groups((str(row["entity_id"]), str(row["record_id"])) for row in links if row["entity_kind"] == "person")
    assert found == [{"1", "2", "3"}]
