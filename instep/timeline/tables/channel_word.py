"""Which channel is meant by each word that a source uses?"""

import pyarrow as pa

from instep.timeline.channels import channels
from instep.warehouse.tables import Read

GRAIN = "One row per word by which sources tell a channel: a channel's name or a kind of touch. Spellings share a name."
LOCALITY = "learned by of, word"
READS = (
    "sources.activity",
    "sources.campaign",
    "sources.spend",
    "sources.person",
    "sources.opportunity",
    "sources.survey_response",
)
WORDS = """
    with used as (
        select 'said' as of, channel as word from sources.activity where channel is not null
        union all select 'said' as of, channel as word from sources.campaign where channel is not null
        union all select 'said' as of, channel as word from sources.spend where channel is not null
        union all select 'said' as of, lead_source as word from sources.person where lead_source is not null
        union all select 'said' as of, lead_source as word from sources.opportunity where lead_source is not null
        union all select 'kind' as of, kind as word from sources.activity where kind is not null
        union all select 'kind' as of, kind as word from sources.survey_response where kind is not null
    )
    select of, word, count(*) as use_count from used group by of, word
"""
FIXED = {("kind", "case"): 0, ("kind", "order"): 0, ("kind", "campaign"): 0, ("kind", "survey"): 0}


def rows(read: Read) -> pa.Table:
    meant = channels(FIXED | {(row["of"], row["word"]): row["use_count"] for row in read(WORDS).to_pylist()})
    cells = [(of, word, meant[of, word]) for of, word in sorted(meant)]
    names = ("of", "word", "channel")
    return pa.table({name: pa.array([cell[at] for cell in cells], pa.string()) for at, name in enumerate(names)})
