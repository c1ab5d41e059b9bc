"""A gallery of people who are easily taken for each other, and of one person who is easily taken for two."""

from instep.identity.resolving.tests.crowd import persons


def test_colleagues_who_share_a_mailbox_and_a_switchboard_stay_apart() -> None:
    assert persons(
        "1 | Ana | Perez | info@lumen.com | +49 30 5551200 | Lumen | Marktweg 3 | 10115 | Berlin",
        "2 | Ben | Tadic | info@lumen.com | +49 30 5551200 | Lumen | Marktweg 3 | 10115 | Berlin",
        "3 | Uma | Olsen | info@lumen.com | +49 30 5551200 | Lumen | Marktweg 3 | 10115 | Berlin",
    ) == [{"1"}, {"2"}, {"3"}]


def test_a_family_shares_home_telephone_and_name_and_stays_apart() -> None:
    assert persons(
        "1 | Anahita | Perezzi | | +49 30 7771200 | | Lindenweg 3 | 10115 | Berlin",
        "2 | Ben | Perezzi | | +49 30 7771200 | | Lindenweg 3 | 10115 | Berlin",
        "3 | Chi | Perezzi | perezzi.family@gmail.com | +49 30 7771200 | | Lindenweg 3 | 10115 | Berlin",
        "4 | Anahita | Perezzi | perezzi.family@gmail.com | +49 30 7771200 | | Lindenweg 3 | 10115 | Berlin",
    ) == [{"1", "4"}, {"2"}, {"3"}]


def test_a_father_and_his_son_of_one_name_stay_apart_where_it_is_said() -> None:
    assert persons(
        "1 | Hans | Weberling jun. | hansw@gmx.de | | | Lindenweg 3 | 10115 | Berlin",
        "2 | Hans | Weberling sen. | weberling@web.de | | | Lindenweg 3 | 10115 | Berlin",
        "3 | Hans | Weberling jun. | hansw@gmx.de | +49 170 4455667 | | | |",
    ) == [{"1", "3"}, {"2"}]


def test_who_changes_employer_and_keeps_the_mobile_stays_one() -> None:
    assert persons(
        "1 | Dora | Kelomira | dora.kelomira@lumen.com | +49 170 9988776 | Lumen | | |",
        "2 | Dora | Kelomira | dora.kelomira@nordix.com | +49 170 9988776 | Nordix | | |",
        "3 | Dora | Kelomira | | 0170 9988776 | Nordix | | |",
    ) == [{"1", "2", "3"}]


def test_two_of_one_name_in_one_company_have_two_mailboxes() -> None:
    assert persons(
        "1 | Ben | Sentivo | ben.sentivo@lumen.com | +49 170 1000001 | Lumen | | |",
        "2 | Ben | Sentivo | ben.sentivo2@lumen.com | +49 170 2000002 | Lumen | | |",
        "3 | Ben | Sentivo | ben.sentivo@lumen.com | | Lumen | | |",
        "4 | Ben | Sentivo | ben.sentivo2@lumen.com | | Lumen | | |",
    ) == [{"1", "3"}, {"2", "4"}]


def test_a_marriage_changes_the_name_and_not_the_person() -> None:
    assert persons(
        "1 | Frida | Holgarsen | frida.h@gmx.de | +49 170 3344556 | | Ringweg 8 | 50667 | Koeln",
        "2 | Frida | Tursewin | frida.h@gmx.de | +49 170 3344556 | | Ringweg 8 | 50667 | Koeln",
    ) == [{"1", "2"}]


def test_nicknames_titles_and_one_field_for_all_are_one_name() -> None:
    assert persons(
        "1 | William | Garholsen | w.garholsen@lumen.com | | Lumen GmbH | | |",
        "2 | Dr. Bill | Garholsen | | | LUMEN | | |",
        "3 | Garholsen, Will | | | | Lumen | | |",
    ) == [{"1", "2", "3"}]
