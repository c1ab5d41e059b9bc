"""Which short words do the SELECTs use, and what do they stand for? One meaning on every engine."""

MACROS = (
    "create macro digits_of(text) as regexp_replace(text, '[^0-9]', '', 'g')",
    """create macro bits(carriers, everybody) as
        cast(round(log2((everybody + 250) / greatest(carriers, 1))) as utinyint)""",
    """create macro one_slip(a, b) as
        abs(strlen(a) - strlen(b)) <= 1 and levenshtein(a, b) <= 2 and damerau_levenshtein(a, b) = 1""",
)
"""`bits`: how rare a value is; 250 others are taken for granted, since few records know little of the world.

`one_slip`: one sign more, less or other, or two neighbours swapped; the cheap questions come first."""
OF_DUCKDB = (
    "create macro brief(key) as hash(key)",
    "create macro has_root_of(here, there) as list_has_any(string_split(here, '|'), string_split(there, '|'))",
)
KEPT_KEYS = "create or replace macro brief(key) as cast(md5_number_lower(key) >> 1 as bigint)"
"""Keys that another engine can work out as well."""
