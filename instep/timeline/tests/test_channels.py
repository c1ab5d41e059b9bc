"""A channel is read off the link, then off the source's own word, then off what happened."""

import pytest

from instep.timeline.channels import channel


@pytest.mark.parametrize(
    ("of", "word", "meant"),
    [
        ("utm", "cpc / google", "Paid search"),
        ("utm", "CPC / LinkedIn", "Paid social"),
        ("utm", "paid_social / facebook", "Paid social"),
        ("utm", "email / newsletter", "E-mail"),
        ("utm", "organic / bing", "Organic search"),
        ("utm", "referral / t.co", "Organic social"),
        ("utm", "referral / partner-blog.com", "Referral"),
        ("utm", "display / criteo", "Display"),
        ("utm", "(none) / (direct)", "Direct"),
        ("utm", "qr / booth", None),
        ("said", "google_ads", "Paid search"),
        ("said", "Paid Social", "Paid social"),
        ("said", "Trade Show", "Event"),
        ("said", "Employee Referral", "Referral"),
        ("said", "browser", None),
        ("said", "Door to door", "Door to door"),
        ("kind", "call", "Phone"),
        ("kind", "email_open", "E-mail"),
    ],
)
def test_words_mean_channels(of: str, word: str, meant: str | None) -> None:
    assert channel(of, word) == meant
