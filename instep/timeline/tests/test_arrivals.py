"""From where a customer came is read off the link's tags, its click ids, then the referrer."""

import pytest

from instep.identity.tests.records import lay, lay_rows, recorded, resolved
from instep.timeline.click_ids import click_ids
from instep.timeline.sites import site_of
from instep.timeline.tests.visits import channel, channels, visit
from instep.warehouse.tables import HOUSE

SHOP = "https://www.vibrona.com/pumps"


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("gclid=Cj0", "Paid search"),
        ("gbraid=0AA", "Paid search"),
        ("wbraid=Cl", "Paid search"),
        ("msclkid=9", "Paid search"),
        ("li_fat_id=a-b", "Paid social"),
        ("ttclid=E.C", "Paid social"),
        ("twclid=2", "Paid social"),
        ("ScCid=x", "Paid social"),
        ("dclid=CO", "Display"),
        ("fbclid=IwAR", "Organic social"),
        ("igshid=Yz", "Organic social"),
        ("mc_eid=77", "E-mail"),
        ("_hsenc=p2A", "E-mail"),
        ("gclid=", "Direct"),
        ("fbclid=IwAR&gclid=Cj0", "Paid search"),
        ("xgclid=Cj0", "Direct"),
    ],
)
def test_a_click_id_tells_the_channel(query: str, meant: str) -> None:
    assert channels(visit(url=f"{SHOP}?page=1&{query}#top"), visit(query=f"?{query}")) == [meant, meant]


def test_every_click_id_that_is_looked_for_is_known_and_the_other_way_round() -> None:
    sql = (HOUSE / "timeline/tables/link.sql").read_text("utf-8")
    for is_ad in (True, False):
        wanted = "|".join(each.parameter for each in click_ids() if each.is_ad is is_ad)
        assert f"[?&]({wanted})=" in sql


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"source": "google", "query": "gclid=1"}, "Paid search"),
        ({"campaign": "spring", "query": "msclkid=1"}, "Paid search"),
        ({"source": "newsletter", "medium": "email", "query": "gclid=1"}, "E-mail"),
        ({"source": "newsletter", "medium": "email", "query": "fbclid=1"}, "E-mail"),
        ({"source": "newsletter", "query": "fbclid=1"}, "Unassigned"),
        ({"click_id": "gclid:Cj0;fbclid:Iw"}, "Paid search"),
        ({"click_id": "fbclid:Iw"}, "Organic social"),
    ],
)
def test_what_people_wrote_counts_and_an_ads_click_id_fills_in_the_rest(said: dict[str, str], meant: str) -> None:
    assert channel(**said) == meant


def test_tags_are_read_from_the_address_where_no_column_has_them() -> None:
    tagged = f"{SHOP}?utm_source=Linked%20In+ads&UTM_MEDIUM=social&utm_campaign=x#utm_medium=email"
    assert channel(url=tagged) == "Organic social"
    assert channel(url=tagged, medium="email") == "E-mail"


@pytest.mark.parametrize(
    ("referrer", "meant"),
    [
        ("https://www.google.com/", "Organic search"),
        ("https://www.google.co.uk/search?q=pumps", "Organic search"),
        ("http://google.com.br", "Organic search"),
        ("https://de.search.yahoo.com/", "Organic search"),
        ("android-app://com.google.android.googlequicksearchbox/", "Organic search"),
        ("https://docs.google.com/document/d/1", "Referral"),
        ("https://google.evil.example.com/", "Referral"),
        ("https://mail.google.com/mail/u/0", "E-mail"),
        ("https://l.facebook.com/l.php?u=x", "Organic social"),
        ("https://t.co/abc", "Organic social"),
        ("https://lnkd.in/x", "Organic social"),
        ("https://out.reddit.com/", "Organic social"),
        ("https://www.amazon.de/dp/1", "Organic shopping"),
        ("https://console.aws.amazon.com/", "Referral"),
        ("https://m.youtube.com/watch", "Organic video"),
        ("https://chatgpt.com/", "AI assistant"),
        ("https://gemini.google.com/app", "AI assistant"),
        ("https://www.perplexity.ai/search", "AI assistant"),
        ("https://user:secret@partner-blog.com:8443/x", "Referral"),
        ("https://www.vibrona.com/start", "Direct"),
        ("https://shop.vibrona.com/start", "Direct"),
        ("not an address", "Direct"),
        ("about:blank", "Direct"),
    ],
)
def test_a_referrer_tells_the_channel_unless_it_is_our_own_site(referrer: str, meant: str) -> None:
    assert channel(referrer=referrer, url=SHOP) == meant


def test_our_own_site_is_known_although_a_page_is_told_by_its_path_alone() -> None:
    before = visit(url=SHOP)
    assert channels(before, visit(referrer=SHOP, url="/prices")) == ["Direct", "Direct"]
    assert channels(visit(referrer=SHOP, url="/prices")) == ["Referral"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"source": "google", "medium": "cpc", "channel": "Webinar"}, "Paid search"),
        ({"source": "booth", "medium": "qr", "channel": "Trade Show"}, "Event"),
        ({"source": "booth", "medium": "qr", "campaign_ref": "c1"}, "Webinar"),
        ({"source": "booth", "medium": "qr"}, "Unassigned"),
        ({"referrer": "https://www.google.com", "channel": "Trade Show"}, "Event"),
        ({"referrer": "https://www.google.com", "campaign_ref": "c1"}, "Webinar"),
        ({"channel": "Paid Social", "campaign_ref": "c1"}, "Paid social"),
        ({"campaign_ref": "c1"}, "Webinar"),
        ({"channel": "browser"}, "Direct"),
    ],
)
def test_tags_come_before_the_records_word_before_its_campaign_before_the_referrer(
    said: dict[str, str], meant: str
) -> None:
    bench = recorded()
    lay(bench, "campaign", "source | record_id | name | channel\nweb | c1 | Pumps live | Webinar")
    lay_rows(bench, "activity", [{"record_id": "1", **visit(**said)}])
    assert [row["channel"] for row in resolved(bench, "timeline.touchpoint")] == [meant]


def test_a_site_is_told_from_its_word_or_host() -> None:
    assert site_of("google").name == site_of("www.google.fr").name == "google"
    assert (site_of("fb").name, site_of("business.facebook.com").name) == ("facebook", "facebook")
    assert site_of("blog.partner.co.uk").domain == "partner.co.uk"
    assert site_of("summer newsletter").list is None
