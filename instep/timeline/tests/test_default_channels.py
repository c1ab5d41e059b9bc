"""The default rules say of a link what Google Analytics 4 says of it: golden cases for each channel, and its traps."""

import pytest

from instep.timeline.rule_reading import SHIPPED, rule_table
from instep.timeline.tests.visits import channels, visit

GOLDEN = """
    source                 | medium              | campaign               | channel
    (direct)               | (none)              |                        | Direct
    (direct)               | (not set)           |                        | Direct
    (direct)               |                     |                        | Direct
    (direct)               | email               |                        | E-mail
    newsletter             | (none)              |                        | Unassigned
    google                 | cpc                 | 17-cross-network-spring| Cross-network
    google                 | cross-network       |                        | Organic search
    dv360                  | banner              | Cross-Network          | Cross-network
    amazon                 | cpc                 |                        | Paid shopping
    ebay.de                | ppc                 |                        | Paid shopping
    google                 | cpc                 | spring-shopping        | Paid shopping
    google                 | cpc                 | shop-ads               | Paid shopping
    google                 | cpc                 | workshop               | Paid search
    google                 | cpc                 | bishop                 | Paid search
    google                 | cpc                 | eshop                  | Paid shopping
    google                 | cpc                 | brand                  | Paid search
    Google                 | CPC                 | brand                  | Paid search
    google.com             | cpc                 |                        | Paid search
    bing                   | ppc                 |                        | Paid search
    duckduckgo             | paidsearch          |                        | Paid search
    yahoo                  | retargeting         |                        | Paid search
    google                 | cpm                 |                        | Paid search
    facebook               | cpc                 |                        | Paid social
    facebook               | cpm                 |                        | Paid social
    social                 | cpm                 |                        | Paid social
    fb                     | paid                |                        | Paid social
    ig                     | paid_social         |                        | Paid social
    linkedin               | paid-social         |                        | Paid social
    lnkd.in                | cpc                 |                        | Paid social
    t.co                   | cpc                 |                        | Paid social
    tiktok                 | retargeting         |                        | Paid social
    youtube                | cpv                 |                        | Paid video
    youtube                | cpc                 |                        | Paid video
    youtube.com            | paid                |                        | Paid video
    vimeo                  | cpm                 |                        | Paid video
    criteo                 | display             |                        | Display
    criteo                 | cpm                 |                        | Display
    partner                | banner              |                        | Display
    partner                | interstitial        |                        | Display
    partner                | expandable          |                        | Display
    google                 | display             |                        | Display
    facebook               | display             |                        | Display
    outbrain               | cpc                 |                        | Paid other
    capterra               | ppc                 |                        | Paid other
    newsletter             | paid-newsletter     |                        | Paid other
    criteo                 | retargeting         |                        | Paid other
    somewhere              | paid_social         |                        | Paid other
    chatgpt.com            | ai-assistant        | (ai-assistant)         | AI assistant
    amazon                 | referral            |                        | Organic shopping
    amazon.co.uk           | organic             |                        | Organic shopping
    etsy                   |                     |                        | Organic shopping
    blog                   | referral            | summer-shop            | Organic shopping
    google                 | organic             | shopping               | Organic shopping
    facebook               | social              |                        | Organic social
    facebook.com           | referral            |                        | Organic social
    m.facebook.com         | referral            |                        | Organic social
    linkedin               |                     |                        | Organic social
    linkedin               | email               |                        | Organic social
    buffer                 | social              |                        | Organic social
    anything               | social-network      |                        | Organic social
    anything               | social-media        |                        | Organic social
    anything               | social network      |                        | Organic social
    anything               | social media        |                        | Organic social
    anything               | sm                  |                        | Organic social
    anything               | social_media        |                        | Unassigned
    youtube                | referral            |                        | Organic video
    youtube                | video               |                        | Organic video
    vimeo.com              |                     |                        | Organic video
    partner                | promo-video         |                        | Organic video
    google                 | organic             |                        | Organic search
    google                 |                     |                        | Organic search
    google                 | referral            |                        | Organic search
    bing                   | organic             |                        | Organic search
    ecosia.org             | organic             |                        | Organic search
    unknown-engine         | organic             |                        | Organic search
    partner-blog.com       | referral            |                        | Referral
    partner-blog.com       | link                |                        | Referral
    our-app                | app                 |                        | Referral
    newsletter             | email               |                        | E-mail
    newsletter             | e-mail              |                        | E-mail
    newsletter             | e_mail              |                        | E-mail
    newsletter             | E Mail              |                        | E-mail
    email                  | newsletter          |                        | E-mail
    e_mail                 |                     |                        | E-mail
    mailing                | newsletter          |                        | Unassigned
    newsletter             | emails              |                        | Unassigned
    awin                   | affiliate           |                        | Affiliates
    awin                   | affiliates          |                        | Unassigned
    podcast                | audio               |                        | Audio
    spotify                | audio-ad            |                        | Unassigned
    sms                    | anything            |                        | SMS
    twilio                 | sms                 |                        | SMS
    twilio                 | text                |                        | Unassigned
    app                    | push                |                        | Mobile push
    app                    | web-push            |                        | Mobile push
    app                    | mobile_banner       |                        | Mobile push
    app                    | app-notification    |                        | Mobile push
    firebase               | anything            |                        | Mobile push
    app                    | pushed              |                        | Unassigned
    booth                  | qr                  |                        | Unassigned
                           | qr                  |                        | Unassigned
                           |                     | spring                 | Unassigned
    brochure               |                     |                        | Unassigned
"""
LINES = [[cell.strip() for cell in line.split("|")] for line in GOLDEN.strip().splitlines()[1:]]


@pytest.fixture(scope="module")
def found() -> list[str | None]:
    return channels(*(visit(source=source, medium=medium, campaign=campaign) for source, medium, campaign, _ in LINES))


@pytest.mark.parametrize("at", range(len(LINES)), ids=[" / ".join(line[:3]) for line in LINES])
def test_a_link_counts_for_the_channel_that_google_analytics_gives_it(found: list[str | None], at: int) -> None:
    assert found[at] == LINES[at][3]


def test_every_channel_of_the_table_has_a_golden_case() -> None:
    assert {line[3] for line in LINES} == {*rule_table(SHIPPED.read_text("utf-8")).channels, "Unassigned"}
