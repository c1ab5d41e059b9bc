"""Random small histories and random rules over them."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from instep.definitions import rule as rules

START = datetime(2026, 1, 1, tzinfo=UTC)
PEOPLE, COMPANIES = ("ana", "ben", "chi"), ("acme", "bolt", "cora")
COUNTRIES, TEXTS = ("DE", "es ", "NO", "it's"), ("Demo, please", "tandemo", "Price-list", "x' or 1=1 --", None)

OWN = ("2", "3", "many", " Many ")
days = st.integers(0, 40).map(lambda day: START + timedelta(days=day))
maybe_days = st.none() | days
companies = st.sampled_from(COMPANIES)


def rows(least: int, most: int, **columns: st.SearchStrategy[object]) -> st.SearchStrategy[list[dict[str, object]]]:
    return st.lists(st.fixed_dictionaries(columns), min_size=least, max_size=most)


people = st.fixed_dictionaries(
    {
        "account_id": st.none() | companies,
        "country": st.none() | st.sampled_from(COUNTRIES),
        "employee_count": st.none() | st.integers(1, 3),
        "email": st.none() | st.sampled_from(("a@ours.test", "b@else.test")),
        "created_at": maybe_days,
        "own.size": st.none() | st.sampled_from(OWN),
    }
)
records = rows(
    0,
    5,
    person_id=st.sampled_from(PEOPLE),
    source=st.sampled_from(("crm", "desk")),
    lifecycle_stage=st.none() | st.sampled_from(("MQL", "m-q-l", "lead")),
    created_at=maybe_days,
    updated_at=maybe_days,
    sales_ready_at=maybe_days,
    converted_at=maybe_days,
    received_at=days,
)
touches = rows(
    0,
    8,
    person_id=st.sampled_from(PEOPLE),
    at=days,
    kind=st.sampled_from(("form", "call", "page_view")),
    team=st.sampled_from(rules.TEAMS),
    channel=st.sampled_from(("Search", "email")),
    subject=st.sampled_from(TEXTS),
)
deals = rows(
    0,
    4,
    person_id=st.none() | st.sampled_from(PEOPLE),
    account_id=st.none() | companies,
    outcome=st.sampled_from(("open", "won", "lost")),
    amount=st.none() | st.integers(1, 3),
    created_at=maybe_days,
    closed_at=maybe_days,
    size=st.none() | st.sampled_from(OWN),
)
orders = rows(0, 4, person_id=st.none() | st.sampled_from(PEOPLE), account_id=companies, ordered_at=days)

answers = rows(
    0,
    4,
    person_id=st.sampled_from(PEOPLE),
    topic=st.sampled_from(("budget", "need")),
    holds=st.booleans(),
    said_at=days,
)

yes_or_no = st.booleans().map(lambda answer: (answer,))
_texts = st.sampled_from([text for text in TEXTS if text] + ["demo", "price"]).map(lambda text: (text,))
own_tests = st.one_of(
    st.tuples(st.just("equals"), st.sampled_from([(one,) for one in OWN])),
    st.tuples(st.just("one_of"), st.just(("2", "MANY"))),
    st.tuples(st.sampled_from(("at_least", "at_most")), st.just((2.5,))),
    st.tuples(st.just("known"), yes_or_no),
)


def own(about: rules.Subject) -> st.SearchStrategy[rules.Compare]:
    """What a field of people's own must say: it is text, and perhaps a number."""
    return own_tests.map(lambda asked: rules.Compare(about, "own.size", *asked))


leaves = st.one_of(
    own("person"),
    st.builds(rules.Opportunity, st.sampled_from(("any", "won")), st.none(), own("opportunity")),
    st.builds(
        rules.Compare,
        st.just("person") | st.just("account"),
        st.just("country"),
        st.sampled_from(("equals", "one_of")),
        st.sampled_from(COUNTRIES).map(lambda one: (one,)),
    ),
    st.builds(
        rules.Compare,
        st.just("person") | st.just("account"),
        st.just("employee_count"),
        st.sampled_from(("at_least", "at_most", "equals")),
        st.integers(1, 3).map(lambda one: (float(one),)),
    ),
    st.builds(rules.Compare, st.just("person"), st.just("country"), st.just("known"), yes_or_no),
    st.builds(rules.Status, st.just("lifecycle_stage"), st.just(("mql",))),
    st.builds(rules.Reached, st.sampled_from(rules.MOMENTS)),
    st.builds(rules.Recorded, st.just(()) | st.just(("service",))),
    st.just(rules.Colleague()),
    st.builds(rules.Opportunity, st.sampled_from(("any", "won", "lost")), st.none() | st.just(2.0)),
    st.builds(rules.Ordered, st.integers(1, 2)),
    st.builds(rules.Answer, st.sampled_from(("budget", "need")), st.booleans()),
    st.just(rules.Is("other")),
)


_doing = st.builds(
    rules.Did,
    kinds=st.sampled_from((("form",), ("call", "page_view"), ("form", "call"))),
    teams=st.just(()) | st.just(("marketing",)),
)


def _did(after: st.SearchStrategy[rules.Rule | None]) -> st.SearchStrategy[rules.Rule]:
    return st.builds(
        rules.Did,
        kinds=st.just(()) | st.just(("form", "call")),
        channels=st.just(()) | st.just(("search",)),
        teams=st.just(()) | st.just(("marketing",)),
        words=st.just(()) | _texts,
        times=st.integers(1, 3),
        within_days=st.none() | st.integers(1, 10),
        after=after,
        not_since=st.none() | _doing,
    )


behaviours = st.one_of(
    st.builds(rules.Lately, _doing, st.integers(1, 2), st.integers(1, 12)),
    st.builds(rules.InOrder, st.lists(_doing, min_size=2, max_size=3).map(tuple), st.none() | st.integers(1, 20)),
)


def _score(inner: st.SearchStrategy[rules.Rule]) -> st.SearchStrategy[rules.Rule]:
    held = inner.filter(lambda rule: not isinstance(rule, rules.Did))
    part = st.builds(rules.Points, _doing | held, st.integers(1, 9))
    return st.builds(
        rules.Score,
        st.integers(1, 15).map(float),
        st.sampled_from((2, 7, 30)),
        st.lists(part, min_size=1, max_size=3).map(tuple),
    )


trees: st.SearchStrategy[rules.Rule] = st.recursive(
    leaves | _did(st.none()) | behaviours | _score(leaves),
    lambda inner: st.one_of(
        st.builds(rules.AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(rules.AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(rules.AtLeast, st.just(2), st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(rules.Not, inner),
        _did(inner),
        _score(inner),
    ),
    max_leaves=6,
)
