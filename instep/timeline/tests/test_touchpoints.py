"""Every touch stands in one timeline: of whom, by which team, through which channel, by a human or not."""

import pytest

from instep.identity.tests.records import recorded, resolved

PERSON = """
    source | record_id | first_name | last_name | email | account_ref | external_ids
    crm | ana | Ana | Pérez | ana@acme.com | A |
    crm | ben | Ben | Ito | ben@globex.com | |
    web | u1 | | | ana@acme.com | | anonymous:b-77
"""
ACCOUNT = "source | record_id | name\ncrm | A | Acme"
HEAD = "source|record_id|kind|at|person_ref|person_email|anonymous_id|owner_ref|team|is_automated|subject|case_ref"
OWNER = """
    source | record_id | name | team
    crm | sofia | Sofia Keller | Sales DACH
    crm | mark | Mark Osei | Marketing
    crm | uma | Uma Lindholm | Customer Support
    crm | bot | Marketing Automation |
"""


def touches(*activities: str, **others: str) -> list[dict[str, object]]:
    texts = {"person": PERSON, "account": ACCOUNT, "owner": OWNER, "activity": "\n".join([HEAD, *activities])} | others
    return resolved(recorded(**texts), "identity.person", "timeline.touchpoint")


def touch(kind: str, **said: str) -> dict[str, object]:
    columns = HEAD.split("|")
    cells = {"source": "crm", "record_id": "1", "kind": kind, "at": "2026-01-01", "person_ref": "ana"} | said
    (found,) = touches(" | ".join(cells.get(column, "") for column in columns) + " |")
    return found


@pytest.mark.parametrize(
    ("kind", "said", "team"),
    [
        ("email_open", {}, "marketing"),
        ("page_view", {}, "marketing"),
        ("form", {"owner_ref": "mark"}, "marketing"),
        ("call", {}, "sales"),
        ("meeting", {"owner_ref": "sofia"}, "sales"),
        ("email", {"owner_ref": "sofia"}, "sales"),
        ("email", {"is_automated": "true"}, "marketing"),
        ("call", {"owner_ref": "uma"}, "service"),
        ("email", {"case_ref": "7", "owner_ref": "sofia"}, "service"),
        ("call", {"team": "marketing", "owner_ref": "sofia"}, "marketing"),
    ],
)
def test_the_team_is_told_by_the_record_its_case_its_owner_or_its_kind(
    kind: str, said: dict[str, str], team: str
) -> None:
    assert touch(kind, **said)["team"] == team


@pytest.mark.parametrize(
    ("kind", "said", "is_human"),
    [
        ("call", {}, True),
        ("email", {"owner_ref": "sofia", "subject": "Your question"}, True),
        ("email", {"is_automated": "true"}, False),
        ("email", {"subject": "Automatic reply: away until Monday"}, False),
        ("email", {"subject": "Out of office"}, False),
        ("email", {"owner_ref": "bot"}, False),
        ("email_sent", {}, False),
        ("email_open", {}, False),
        ("email_click", {}, True),
        ("form", {}, True),
    ],
)
def test_only_what_a_person_did_is_human(kind: str, said: dict[str, str], is_human: bool) -> None:
    assert touch(kind, **said)["is_human"] is is_human


@pytest.mark.parametrize(
    "who",
    [
        {"person_ref": "ana"},
        {"person_email": "ANA+x@acme.com"},
        {"anonymous_id": "b-77"},
        {"person_email": "ana@acme.com"},
    ],
)
def test_a_touch_is_the_persons_by_id_address_or_browser(who: dict[str, str]) -> None:
    found = touch("call", **({"person_ref": ""} | who))
    assert found["person_id"] == touch("call")["person_id"]
    assert found["account_id"] is not None


def test_a_touch_of_nobody_we_know_stays() -> None:
    assert touch("page_view", person_ref="", anonymous_id="never-seen")["person_id"] is None


def test_a_call_with_a_contact_merged_away_is_the_kept_ones() -> None:
    merged = "source | record_id | kind | kept_ref | merged_ref\ncrm | m | person | ana | old"
    (found,) = touches("crm | 1 | call | 2026-01-01 | old", merge=merged)
    assert found["person_id"] == touch("call")["person_id"]


def test_a_meeting_with_two_contacts_stands_in_both_timelines() -> None:
    ties = """
        source | record_id | from_kind | from_ref | to_kind | to_ref
        crm | t1 | activity | 1 | person | ana
        crm | t2 | person | ben | activity | 1
        crm | t3 | activity | 1 | opportunity | o1
    """
    deal = "source | record_id | name\ncrm | o1 | Forty pumps"
    found = touches("crm | 1 | meeting | 2026-01-01", association=ties, opportunity=deal)
    assert len({row["person_id"] for row in found}) == len({row["touchpoint_id"] for row in found}) == 2
    assert {row["opportunity_id"] for row in found} == {"crm/opportunity/o1"}


def test_cases_orders_surveys_and_campaign_answers_are_touches_too() -> None:
    found = touches(
        case="source|record_id|person_email|opened_at|subject\ndesk | 1 | ana@acme.com | 2026-01-02 | It squeaks",
        order="source | record_id | person_email | ordered_at\nshop | 1 | ana@acme.com | 2026-01-03",
        survey_response="source|record_id|person_email|at|kind|score\ndesk | s | ana@acme.com | 2026-01-04 | nps | 9",
        campaign_member="source|record_id|person_email|at|status\nmkt | c | ana@acme.com | 2026-01-05 | Responded",
    )
    assert [(row["kind"], row["team"], row["subject"]) for row in found] == [
        ("case", "service", "It squeaks"),
        ("order", "sales", "Order 1"),
        ("survey", "service", "NPS 9"),
        ("campaign", "marketing", "Responded"),
    ]
    assert len({row["person_id"] for row in found}) == 1
