"""Whole files as systems write them, with preambles, totals and footers, come in right or are refused line by line."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq

from instep.sources.importing import Import, import_files
from instep.warehouse import Home

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)

GOOGLE = """Campaign report
"March 1, 2026 - March 2, 2026"
Day,Campaign,Campaign type,Currency code,Cost,Impr.,Clicks,Conversions
2026-03-01,Search pumps,Search,EUR,"1,172.45","1,204",41,2.00
2026-03-02,Search pumps,Search,EUR,165.10,"1,180",39,1.00
2026-03-02,Everywhere,Performance Max,EUR,54.20,410,52,3.00
Total: Campaigns, --, --, --,"1,391.75","2,794",132,6.00
Total: Account, --, --, --,"1,391.75","2,794",132,6.00
"""
META = """\
Reporting starts,Reporting ends,Campaign name,Campaign delivery,Results,Amount spent (EUR),Impressions,Link clicks
,,,,3,122.10,10500,119
2026-03-01,2026-03-01,Playbook,active,1,62.10,5400,61
2026-03-02,2026-03-02,Playbook,active,0,60.00,5100,58
"""
SURVEY = """\
Respondent ID,Collector ID,Date Created,Date Modified,Email Address,How likely are you to recommend us?,Why?
,,,,,Response,Open-Ended Response
114523,4411,02/21/2026 08:00:00 AM,02/21/2026 08:04:00 AM,ana@acme.example,10 - Extremely likely,Quick answers
114524,4411,02/22/2026 08:00:00 AM,02/22/2026 08:07:00 AM,ben@globex.example,4,Slow delivery
114525,4411,02/23/2026 08:00:00 AM,02/23/2026 08:07:00 AM,chi@initech.example,0 - Not at all likely,
"""
REPORT = """\
"Opportunity Owner","Account Name","Opportunity Name","Stage","Fiscal Period","Amount","Close Date","Lead Source"
"Sofia Keller","Acme GmbH","Forty pumps","Closed Won","Q1-2026","12000.00","31/03/2026","Web"
"Sofia Keller","Globex","Service plan","Proposal","Q2-2026","4500.50","30/06/2026","Event"

"Grand Totals (2 records)"
"Copyright © 2000-2026 salesforce.com, inc. All rights reserved."
"Confidential Information - Do Not Distribute"
"""
ANALYTICS = """\
# ----------------------------------------
# Traffic acquisition: Session primary channel group (Default Channel Group)
# Account: Vibrona
# Property: vibrona.example - GA4
# ----------------------------------------
#
# All Users
# Start date: 20260701
# End date: 20260928
Session primary channel group (Default Channel Group),Sessions,Engaged sessions,Engagement rate,Event count,Key events
Organic Search,600,400,0.6667,3000,20
Direct,400,200,0.5,2000,10
Unassigned,20,5,0.25,60,0
"""
LINKEDIN = """\
Campaign Performance Report (in UTC)
Report Start: March 1, 2026, 12:00 AM
Report End: March 31, 2026, 11:59 PM
Date Generated: April 1, 2026, 8:00 AM

Start Date (in UTC)\tAccount Name\tCurrency\tCampaign ID\tCampaign Name\tTotal Spent\tImpressions\tClicks
3/1/2026\tVibrona\tEUR\t701\tPlant managers\t120.50\t4200\t38
3/14/2026\tVibrona\tEUR\t701\tPlant managers\t1,099.00\t3900\t30
"""
EVENTS = (
    '{"event_date":"20260315","event_timestamp":"1773565800000000","event_name":"page_view","event_params":[],"user_id":null,'
    '"user_pseudo_id":"1001.17","collected_traffic_source":{"manual_source":"news","manual_medium":"email"}}\n'
    '{"event_date":"20260315","event_timestamp":"1773565860000000","event_name":"form_submit","event_params":[],'
    '"user_id":"151","user_pseudo_id":"1001.17","collected_traffic_source":{"manual_source":null,"gclid":"Cj0"}}\n'
)


def imported(tmp_path: Path, name: str, text: str, encoding: str = "utf-8") -> Import:
    (tmp_path / name).write_text(text, encoding=encoding)
    return import_files(Home(tmp_path / "home").create(), tmp_path / name, source="source", received_at=NOON)


def taken(tmp_path: Path, kind: str) -> list[dict[str, object]]:
    (file,) = (tmp_path / "home" / "taken" / kind).glob("*.parquet")
    rows: list[dict[str, object]] = pq.read_table(file).to_pylist()
    return rows


def counts(came: Import) -> tuple[int, int]:
    (batch,) = came.batches
    assert batch.received_count == batch.taken_count + batch.duplicate_count + batch.refused_count
    return batch.taken_count, batch.refused_count


def test_google_ads_leaves_its_totals_out_and_its_campaigns_in_their_channels(tmp_path: Path) -> None:
    assert counts(imported(tmp_path, "Campaign report.csv", GOOGLE)) == (3, 2)
    spent = [(str(row["amount"]), row["channel"], row["clicks_count"]) for row in taken(tmp_path, "spend")]
    assert spent == [("1172.45", "Paid Search", 41), ("165.10", "Paid Search", 39), ("54.20", "Cross-network", 52)]


def test_google_analytics_report_is_known_below_its_comment_lines_and_not_taken_for_visits(tmp_path: Path) -> None:
    came = imported(tmp_path, "Traffic_acquisition.csv", ANALYTICS)
    (verdict,) = [each for each in came.verdicts if each.is_recognised]
    assert (verdict.mapping.recognised_by, verdict.kinds) == ("preset ga4", ())
    assert "sums of visits" in verdict.because[0]
    assert verdict.reading.rows.num_rows == 3


def test_linkedins_preamble_in_utf_16_is_passed_over(tmp_path: Path) -> None:
    assert counts(imported(tmp_path, "account_500_report.csv", LINKEDIN, "utf-16")) == (2, 0)
    spent = [(row["at"], str(row["amount"]), row["campaign_ref"]) for row in taken(tmp_path, "spend")]
    assert spent == [
        (datetime(2026, 3, 1, tzinfo=UTC), "120.50", "701"),
        (datetime(2026, 3, 14, tzinfo=UTC), "1099.00", "701"),
    ]


def test_meta_leaves_its_sum_out_and_says_the_currency(tmp_path: Path) -> None:
    assert counts(imported(tmp_path, "Campaigns.csv", META, "utf-8-sig")) == (2, 1)
    assert [(str(row["amount"]), row["amount_currency"]) for row in taken(tmp_path, "spend")] == [
        ("62.10", "EUR"),
        ("60.00", "EUR"),
    ]


def test_surveymonkeys_second_header_is_no_answer(tmp_path: Path) -> None:
    assert counts(imported(tmp_path, "Survey.csv", SURVEY)) == (3, 1)
    answers = [(row["record_id"], row["score"], row["comment"]) for row in taken(tmp_path, "survey_response")]
    assert answers == [("114523", 10.0, "Quick answers"), ("114524", 4.0, "Slow delivery"), ("114525", 0.0, None)]


def test_salesforces_footer_is_refused_line_by_line(tmp_path: Path) -> None:
    assert counts(imported(tmp_path, "report1700000000000.csv", REPORT, "cp1252")) == (2, 3)
    assert [(row["name"], row["outcome"]) for row in taken(tmp_path, "opportunity")] == [
        ("Forty pumps", "won"),
        ("Service plan", "open"),
    ]


def test_raw_events_of_google_analytics_have_their_moments_and_click_ids(tmp_path: Path) -> None:
    assert counts(imported(tmp_path, "events.jsonl", EVENTS)) == (2, 0)
    first, second = taken(tmp_path, "activity")
    assert (first["kind"], first["utm_medium"], first["at"]) == (
        "page_view",
        "email",
        datetime(2026, 3, 15, 9, 10, tzinfo=UTC),
    )
    assert (second["kind"], second["person_ref"], second["click_id"]) == ("form", "151", "gclid:Cj0")
