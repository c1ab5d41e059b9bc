"""Which column, or which columns together, tell a table's records from each other?"""

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.kind import kinds
from instep.sources.origin import Origin
from instep.sources.recognition.profile import Profile
from instep.sources.recognition.table_names import name_words
from instep.sources.recognition.words import tokens
from instep.sources.values.trimmed import trimmed, whole

_PLAIN = "id; record id; object id; message id; messageid; vid; unique id; event id; rec id; row id; number; code; sku"
_PLAIN_IDS = {tuple(words.split()) for words in _PLAIN.split(";")}
ENOUGH = 500_000
_ENDS = ("id", "number", "code", "vid")
_TOGETHER = {
    "order_line": ("order_ref", "product_ref", "product_name"),
    "opportunity_stage": ("opportunity_ref", "stage", "entered_at"),
    "campaign_member": ("campaign_ref", "person_ref", "person_email"),
    "association": ("from_ref", "to_ref"),
    "merge": ("kept_ref", "merged_ref"),
    "consent": ("person_ref", "person_email", "purpose", "at"),
    "stage": ("pipeline_ref", "name"),
}
_TELLING_APART = (
    *("name", "full_name", "first_name", "last_name", "email", "person_email", "account_name", "created_at"),
    *("product_name", "product_ref", "campaign_name", "subject"),
)
_BY_NAME = {
    "person": "email",
    "account": "name",
    "product": "name",
    "owner": "name",
    "campaign": "name",
    "opportunity": "name",
}


def record_id(
    kind: str, table: str, rows: pa.Table, profiles: list[Profile], columns: dict[str, str]
) -> tuple[Origin, str]:
    """The id and why; `columns` are those already known to be fields. Without one, a row is told by its content."""
    named = [profile for profile in profiles if _is_own_id(profile.name, kind, table)]
    for profile in sorted(named, key=lambda each: (not each.is_unique, tokens(each.name) not in _PLAIN_IDS)):
        if profile.filled_share > 0.95 and _different_share(rows, [profile.name]) >= 0.9:
            return Origin.of(profile.name), f"{profile.name} names each record"
    if again := next((each.name for each in named if _tells_again(rows, each, columns)), None):
        return Origin.of(again), f"{again} names each record; rows that repeat it tell of the same one again"
    together = _together(kind, rows, profiles, columns)
    if together:
        return Origin.joined(*together, between="/"), f"{' and '.join(together)} together name each record"
    name = columns.get(_BY_NAME.get(kind, ""))
    if name and _different_share(rows, [name]) >= 0.98:
        return Origin.of(name), f"no two records have the same {name}"
    return Origin.content(), "no column names the records: each is known by its whole content"


def _tells_again(rows: pa.Table, profile: Profile, columns: dict[str, str]) -> bool:
    """Whether an id that often repeats means the same record each time: whatever else tells them apart repeats too."""
    others = [columns[name] for name in _TELLING_APART if columns.get(name, profile.name) != profile.name]
    if not others or profile.filled_share <= 0.95 or tokens(profile.name) in _PLAIN_IDS:
        return False
    alone = _different_share(rows, [profile.name])
    return alone > 0 and all(_different_share(rows, [profile.name, other]) <= alone * 1.02 for other in others)


def _is_own_id(header: str, kind: str, table: str) -> bool:
    words = tokens(header)
    if words in _PLAIN_IDS:
        return True
    if not words or words[-1] not in _ENDS or len(words) < 2:
        return False
    own = {tokens(name) for name in (kind, *kinds()[kind].names)} | {name_words(table), name_words(table)[-1:]}
    return words[:-1] in own


def _together(kind: str, rows: pa.Table, profiles: list[Profile], columns: dict[str, str]) -> list[str]:
    if kind == "spend":
        parts = [
            each.name for each in profiles if each.filled_share > 0.5 and (each.is_wordy or each.moment_share > 0.5)
        ]
        parts += [column for field in ("at", "campaign_ref") if (column := columns.get(field)) and column not in parts]
    else:
        parts = [columns[field] for field in _TOGETHER.get(kind, ()) if field in columns]
    is_told = len(parts) > 1 and _different_share(rows, parts) >= 0.98
    return parts if is_told else []


def _different_share(rows: pa.Table, names: list[str]) -> float:
    """How many of the rows that say anything differ from all others in these columns, judged by the first of them."""
    rows = rows.slice(0, ENOUGH)
    texts = [pc.fill_null(trimmed(whole(rows[name].cast(pa.string()))), "") for name in names]
    joined = pc.binary_join_element_wise(*texts, "\x1f") if len(texts) > 1 else texts[0]
    filled = joined.filter(pc.not_equal(joined, "\x1f" * (len(names) - 1)))
    return pc.count_distinct(filled).as_py() / len(filled) if len(filled) else 0.0
