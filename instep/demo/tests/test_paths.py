"""Do the faultless paths tell the same story as the exports?"""

from pathlib import Path

import pyarrow.compute as pc

from instep.demo import write_company
from instep.demo.paths import paths
from instep.demo.tests.exported import table


def test_paths_count_what_the_exports_say(tmp_path: Path) -> None:
    company = write_company(tmp_path / "company", persons=900)
    told = paths(persons=900)
    contacts = table(company, "hubspot/contacts.csv")
    deals = table(company, "salesforce/Opportunity.csv")
    assert told["sales_ready_at"].drop_null().length() == sum(
        bool(row["Became a Marketing Qualified Lead Date"]) for row in contacts
    )
    assert told["opportunity_at"].drop_null().length() == len(deals)
    assert pc.sum(told["won_amount"]).as_py() == sum(float(row["Amount"]) for row in deals if row["IsWon"] == "true")
