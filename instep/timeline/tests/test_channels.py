"""What a source calls a channel, or what happened, means one of ours."""

import pytest

from instep.timeline.channels import channel, channels


@pytest.mark.parametrize(
    ("of", "word", "meant"),
    [
        ("said", "google_ads", "Paid search"),
        ("said", "Paid Social", "Paid social"),
        ("said", "Trade Show", "Event"),
        ("said", "Employee Referral", "Referral"),
        ("said", "browser", None),
        ("said", "(not set)", None),
        ("said", "Mobile Push Notifications", "Mobile push"),
        ("said", "Cross-network", "Cross-network"),
        ("said", "AI Assistant", "AI assistant"),
        ("said", "Door to door", "Door to door"),
        ("kind", "call", "Phone"),
        ("kind", "email_open", "E-mail"),
    ],
)
def test_words_mean_channels(of: str, word: str, meant: str | None) -> None:
    assert channel(of, word) == meant


def test_spellings_of_a_name_that_no_rule_knows_are_one_channel_as_it_is_written_most() -> None:
    uses = {("said", "Door to door"): 9, ("said", "DOOR TO DOOR"): 2, ("said", "E-Mail"): 1, ("said", "N/A"): 5}
    assert list(channels(uses).values()) == ["Door to door", "Door to door", "E-mail", None]
