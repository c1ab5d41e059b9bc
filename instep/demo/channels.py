"""Which channel rules did the sample company's teams agree on? Google's, and two channels of their own before them."""

from collections.abc import Mapping
from datetime import date

from instep.team.signature import Signature, as_version
from instep.timeline.rule_reading import SHIPPED
from instep.timeline.rule_writing import put_in_force
from instep.warehouse import Home

OWN = """rules:
  - channel: Webinar
    when: {medium: webinar}
  - channel: Content syndication
    when: {medium: content-syndication}
"""
TITLE = "title: Default channel groups"
WHY = "why: Google Analytics 4's own rules, so that both teams start from the figures they know."
OWN_WHY = "why: Google Analytics 4's rules; webinars and content syndication are channels of their own."


def agree_on_channels(home: Home, by: Mapping[str, str], at: date) -> None:
    shipped = as_version(SHIPPED.read_text(encoding="utf-8"), 2)
    text = shipped.replace("rules:\n", OWN, 1).replace(TITLE, "title: Our channels").replace(WHY, OWN_WHY)
    put_in_force(home, text, [Signature(name, team, at) for team, name in by.items()], at)
