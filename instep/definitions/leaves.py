"""From when on does one simple condition hold? A SELECT of (subject_id, from_at, until_at) for each kind of leaf."""

from sqlglot import exp

from instep.definitions import rule as rules
from instep.definitions.sweep import NEVER
from instep.definitions.wanted import compared, compared_own, listed, spelled_like


def everybody() -> exp.Select:
    return exp.select("subject_id", "seen_at as from_at", NEVER).from_("definitions.subject")


def compare(rule: rules.Compare) -> exp.Select:
    table, key = ("identity.person", "person_id") if rule.about == "person" else ("identity.account", "account_id")
    found = (
        exp.select("s.subject_id", "s.seen_at as from_at", NEVER)
        .from_("definitions.subject as s")
        .join(f"{table} as known", on=f"known.{key} = s.{key}")
    )
    if rule.own_name is None:
        return found.where(compared(rule, exp.column(rule.field, "known")))
    stated = listed(exp.column("field", "own"), [rule.field])
    joined = found.join(
        "identity.fact as own", on=exp.and_(f"own.entity_id = s.{key}", "own.is_golden", stated), join_type="left"
    )
    return joined.where(compared_own(rule, exp.column("value", "own")))


def status(rule: rules.Status) -> exp.Select:
    return _earliest("coalesce(p.updated_at, p.created_at, p.received_at)").where(
        spelled_like(exp.column(rule.field, "p"), rule.values)
    )


def reached(rule: rules.Reached) -> exp.Select:
    moment = exp.column(rule.moment, "p")
    return _earliest(moment.sql()).where(exp.not_(exp.Is(this=moment, expression=exp.null())))


def recorded(rule: rules.Recorded) -> exp.Select:
    """A record without a day of creation counts from the day the person was first seen."""
    found = (
        _records()
        .select("s.subject_id", "coalesce(min(p.created_at), min(s.seen_at)) as from_at", NEVER)
        .join("definitions.subject as s", on="s.subject_id = l.entity_id")
        .group_by("s.subject_id")
    )
    if not rule.except_teams:
        return found
    team = exp.func("coalesce", exp.column("team", "k"), exp.Literal.string(""))
    kept = found.join("definitions.keeper as k", on="k.source = p.source", join_type="left")
    return kept.where(exp.not_(listed(team, rule.except_teams)))


def colleague() -> exp.Select:
    return (
        exp.select("s.subject_id", "s.seen_at as from_at", NEVER)
        .from_("definitions.subject as s")
        .join("definitions.colleague as c", on="c.person_id = s.person_id")
    )


def opportunity(rule: rules.Opportunity) -> exp.Select:
    moment = "b.started_at" if rule.outcome == "any" else "b.ended_at"
    found = _bought(f"min({moment})").where("b.kind = 'opportunity'")
    if rule.outcome != "any":
        found = found.where(listed(exp.column("outcome", "b"), [rule.outcome]))
    if rule.amount_at_least is not None:
        asked = rules.Compare("account", "amount", "at_least", (rule.amount_at_least,))
        found = found.where(compared(asked, exp.column("amount", "b")))
    if rule.own:
        stated = listed(exp.column("field", "own"), [str(rule.own.own_name)])
        found = found.join(
            "timeline.opportunity_own as own",
            on=exp.and_("own.opportunity_id = b.record_id", stated),
            join_type="left",
        ).where(compared_own(rule.own, exp.column("value", "own")))
    return found.group_by("b.subject_id")


def ordered(rule: rules.Ordered) -> exp.Select:
    numbered = (
        exp.select(
            "b.subject_id",
            "b.started_at as from_at",
            "row_number() over (partition by b.subject_id order by b.started_at, b.record_id) as number",
        )
        .from_("definitions.buyer as b")
        .where("b.kind = 'order'", "b.subject_id is not null")
    )
    return (
        exp.select("subject_id", "from_at", NEVER)
        .from_(numbered.subquery("numbered"))
        .where(f"number = {int(rule.times)}")
    )


def answer(rule: rules.Answer) -> exp.Select:
    """From the moment of an answer until the next one to the same question."""
    said = exp.select(
        "a.person_id as subject_id",
        "a.holds",
        "a.said_at as from_at",
        "lead(a.said_at) over (partition by a.person_id order by a.said_at, a.answer_id) as until_at",
    ).from_("definitions.answer as a")
    said = said.where(listed(exp.column("topic", "a"), [rule.to]))
    held = exp.column("holds") if rule.holds else exp.not_(exp.column("holds"))
    return exp.select("subject_id", "from_at", "until_at").from_(said.subquery("said")).where(held)


def _earliest(moment: str) -> exp.Select:
    """The earliest such moment over all records of a person."""
    return _records().select("l.entity_id as subject_id", f"min({moment}) as from_at", NEVER).group_by("l.entity_id")


def _records() -> exp.Select:
    linked = "l.record_key = p.record_key and l.entity_kind = 'person'"
    return exp.select().from_("sources.person as p").join("identity.link as l", on=linked)


def _bought(moment: str) -> exp.Select:
    return (
        exp.select("b.subject_id", f"{moment} as from_at", NEVER)
        .from_("definitions.buyer as b")
        .where("b.subject_id is not null")
    )
