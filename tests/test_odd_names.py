"""What somebody pinned, and whatever a system calls a permission or a record, breaks no page of a customer."""

import pytest
from django.urls import reverse

from instep.identity.models import Decision
from instep.team.tests.cast import signed_in
from instep.warehouse import Home, build
from tests.histories import START, beginning, deliver
from tests.test_merges import NOW, ONE, home, links  # noqa: F401


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Home:
    place = Home(tmp_path_factory.mktemp("home")).create()
    deliver(place, 0, beginning())
    odd = ["news\nletter", "a/pin", "../../admin", "what?#%2f", "<b>'\"", "\u202egnp", "x" * 3000, " . "]
    said = {"source": "crm", "is_deleted": False, "person_ref": "old-0", "is_granted": True, "at": START}
    deliver(place, 1, {"consent": [said | {"record_id": str(at), "purpose": each} for at, each in enumerate(odd)]})
    torn = {"source": "crm", "record_id": "7\n/../8", "is_deleted": False, "email": "torn@x.org"}
    deliver(place, 2, {"person": [torn]})
    build(place, NOW)
    return place


def test_a_pin_on_a_customer_of_one_record_leaves_the_review_list_open(home: Home) -> None:  # noqa: F811
    lead, here = signed_in("lena"), links(home)[ONE][0]
    lead.post(f"/customers/{here}/field/job_title/pin/", {"value": "Head"})
    assert lead.get("/customers/review/").status_code == 200
    for each in ("decisions/", f"{here}/", f"{here}/records/", f"{here}/field/job_title/"):
        assert lead.get(f"/customers/{each}").status_code == 200, each


def test_a_pin_that_is_sent_twice_is_undone_once(home: Home) -> None:  # noqa: F811
    lead, here = signed_in("lena"), links(home)[ONE][0]
    for value in ("Head", "Head", "Chief", "Head"):
        lead.post(f"/customers/{here}/field/job_title/pin/", {"value": value})
    told = [(each.pins.value, each.undone) for each in Decision.objects.order_by("pk") if each.pins]
    assert told == [("Head", None), ("Chief", None), ("Head", None)]


def test_a_permission_may_be_called_anything(home: Home) -> None:  # noqa: F811
    lead, here = signed_in("lena"), links(home)[ONE][0]
    page = lead.get(f"/customers/{here}/")
    assert page.status_code == 200
    known = [each.field for each in page.context["known"] if each.field.startswith("consent.")]
    assert len(known) == 8
    for each in known:
        there = reverse("customers:field", args=[here, each])
        shown = lead.get(there)
        assert shown.status_code == 200, each
        assert lead.post(reverse("customers:pin", args=[here, each]), {"value": "withdrawn"}).status_code == 302
        assert lead.get(there).context["known"].golden.value == "withdrawn", each


def test_a_record_id_with_a_line_end_breaks_no_list_of_decisions(home: Home) -> None:  # noqa: F811
    lead, here = signed_in("lena"), links(home)["crm/person/7\n/../8"][0]
    lead.post(f"/customers/{here}/field/job_title/pin/", {"value": "Head"})
    for each in ("decisions/", f"{here}/", f"{here}/records/"):
        assert lead.get(f"/customers/{each}").status_code == 200, each
    there = reverse("customers:record", args=["crm/person/7\n/../8"])
    assert lead.get(there).headers["Location"].endswith(f"/{here}/records/")
