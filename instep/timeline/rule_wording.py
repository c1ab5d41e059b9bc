"""How does a channel rule read as a sentence?"""

from instep.timeline.rule_table import Condition, Rule

LISTS = {
    "search": "a search engine",
    "social": "a social network",
    "shopping": "a shop or market place",
    "video": "a video site",
    "assistants": "an AI assistant",
}
_NAMES = {"click_id": "click id"}
_WAYS = {"is": "is", "among": "is", "matches": "fits a pattern", "contains": "contains", "ends_with": "ends with"}


def sentences(rule: Rule) -> list[str]:
    """One for each line of which one must fit."""
    return [" and ".join(_words(condition) for condition in line) for line in rule.when]


def patterns(rule: Rule) -> list[str]:
    """The regular expressions of its lines, for those who read them."""
    return [text for line in rule.when for condition in line if condition.way == "matches" for text in condition.texts]


def _words(condition: Condition) -> str:
    name = _NAMES.get(condition.field, condition.field)
    if condition.way == "matches":
        return f"{name} {_WAYS[condition.way]}"
    said = [LISTS[each] if condition.way == "among" else f"“{each}”" for each in condition.texts]
    listed = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"
    return f"{name} {_WAYS[condition.way]} {listed}"
