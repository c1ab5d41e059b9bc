"""Which kind of record does a table hold?"""

from collections.abc import Sequence
from dataclasses import dataclass

from instep.sources.kind import Kind, kinds
from instep.sources.recognition.matching import Match, matches
from instep.sources.recognition.profile import Profile
from instep.sources.recognition.table_names import hint
from instep.sources.recognition.words import tokens
from instep.sources.values.vocabulary import meant

LEAST = 4.5
_CONTACT = frozenset({"contact", "ansprechpartner", "contacto", "contato", "kontakt", "interlocuteur"})

_OF_PERSONS = frozenset({"email", "first_name", "last_name", "full_name", "job_title"})


@dataclass(frozen=True)
class Choice:
    kind: Kind
    matches: tuple[Match, ...]
    score: float
    runner_up: float = 0.0

    @property
    def confidence(self) -> float:
        """Near 1 for a table with many telling columns and no rival; below 0.5 better look yourself."""
        lead = (self.score - self.runner_up) / max(self.score, 1)
        return round(min(0.99, self.score / (self.score + 3)) * (0.75 + 0.25 * min(1, 3 * max(lead, 0))), 2)

    @property
    def because(self) -> tuple[str, ...]:
        told = sorted(self.matches, key=lambda match: (-match.field.tells * match.score, match.field.name))
        pairs = ", ".join(f"{match.column} is {match.field.name}" for match in told[:5])
        return (f"its columns tell: {pairs}",) if pairs else ()

    def column(self, field: str) -> str | None:
        return next((match.column for match in self.matches if match.field.name == field), None)


def choice(table: str, folder: str, profiles: Sequence[Profile]) -> Choice | None:
    """The kind that the columns and the name tell, None where they tell too little."""
    ranked = sorted((_scored(kind, table, folder, profiles) for kind in kinds().values()), key=_rank)
    ranked = _lines_before_orders(_company_with_contacts([each for each in ranked if each.score >= LEAST]))
    if not ranked:
        return None
    best, second = ranked[0], ranked[1].score if len(ranked) > 1 else 0.0
    return Choice(best.kind, best.matches, best.score, second)


def _scored(kind: Kind, table: str, folder: str, profiles: Sequence[Profile]) -> Choice:
    found = tuple(matches(kind, profiles))
    names = {match.field.name for match in found}
    told = sum(match.field.tells * match.score for match in found)
    if kind.name == "owner" and _names_people(profiles):
        names, told = names | {"name"}, told + 5
    if kind.name == "activity" and meant("activity_kind", table):
        names |= {"kind"}
    if not all(names & set(group) for group in kind.needs):
        return Choice(kind, found, 0.0)
    covered = len(found) / max(len([profile for profile in profiles if not profile.is_empty]), 1)
    return Choice(kind, found, told + hint(table, kind.name) + 0.25 * hint(folder, kind.name) + 2 * min(covered, 1.0))


def _names_people(profiles: Sequence[Profile]) -> bool:
    found = {match.field.name for match in matches(kinds()["person"], profiles)}
    return {"first_name", "last_name"} <= found


def _company_with_contacts(ranked: list[Choice]) -> list[Choice]:
    """A table of companies that names a contact at each stays one of companies, whatever it says about contacts."""
    account = next((each for each in ranked if each.kind.name == "account"), None)
    if not ranked or ranked[0].kind.name != "person" or account is None or not account.column("name"):
        return ranked
    told = [match.column for match in ranked[0].matches if match.field.name in _OF_PERSONS]
    if told and all(_CONTACT & set(tokens(column)) for column in told):
        return [account, *(each for each in ranked if each.kind.name != "account")]
    return ranked


def _lines_before_orders(ranked: list[Choice]) -> list[Choice]:
    """A table of orders that tells product and quantity is one of order lines; the orders come along with them."""
    lines = next((each for each in ranked if each.kind.name == "order_line"), None)
    if not ranked or ranked[0].kind.name != "order" or lines is None:
        return ranked
    is_whole = lines.column("order_ref") and (lines.column("product_ref") or lines.column("product_name"))
    return [lines, *(each for each in ranked if each is not lines)] if is_whole else ranked


def _rank(choice: Choice) -> tuple[float, str]:
    return (-choice.score, choice.kind.name)
