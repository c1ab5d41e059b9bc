"""Machines are told from people, and nobody keeps us busy by naming many browsers."""

import time

from crawleruseragents import CRAWLER_USER_AGENTS_DATA, is_crawler

from instep.sources.events.bots import is_bot

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
LISTED = [agent for each in CRAWLER_USER_AGENTS_DATA for agent in each["instances"]]


def test_every_crawler_of_the_list_is_known_as_one_by_each_of_its_names() -> None:
    assert [agent for agent in LISTED if not is_bot(agent) and is_crawler(agent)] == []


def test_people_are_not_taken_for_machines() -> None:
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/604"
    assert not any(map(is_bot, ["", BROWSER, phone, f"{BROWSER} {'x' * 1000} Safari/1"]))


def test_a_machine_may_name_itself_at_the_end_of_a_long_agent() -> None:
    assert is_bot(f"{BROWSER} {'x' * 1000} (compatible; Googlebot/2.1)")
    assert is_bot(BROWSER.replace("Chrome", "HeadlessChrome"))


def test_thousands_of_long_agents_are_judged_soon() -> None:
    agents = [f"{BROWSER} {number} {'Mozilla/5.0 (X11; Linux) ' * 20}"[:490] for number in range(2_000)]
    began = time.process_time()
    assert not any(map(is_bot, agents))
    ours = time.process_time() - began
    began = time.process_time()
    any(map(is_crawler, agents[:500]))
    assert ours < (time.process_time() - began) * 4 * 0.75
