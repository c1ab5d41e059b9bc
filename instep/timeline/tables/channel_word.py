"""Which channel is meant by each word that a source uses?"""

import pyarrow as pa

from instep.timeline.channels import channel
from instep.warehouse.tables import Read

GRAIN = "One row per word by which sources tell a channel: a channel's name or a kind of touch."
LOCALITY = "read off of, word"
READS = (
    "sources.activity",
    "sources.campaign",
    "sources.spend",
    "sources.person",
    "sources.opportunity",
    "sources.survey_response",
)
WORDS = """
    select 'said' as of, channel as word from sources.activity where channel is not null
    union select 'said' as of, channel as word from sources.campaign where channel is not null
    union select 'said' as of, channel as word from sources.spend where channel is not null
    union select 'said' as of, lead_source as word from sources.person where lead_source is not null
    union select 'said' as of, lead_source as word from sources.opportunity where lead_source is not null
    union select 'kind' as of, kind as word from sources.activity where kind is not null
    union select 'kind' as of, kind as word from sources.survey_response where kind is not null
"""
FIXED = [("kind", "case"), ("kind", "order"), ("kind", "campaign"), ("kind", "survey")]


def rows(read: Read) -> pa.Table:
    words = sorted({(row["of"], row["word"]) for row in read(WORDS).to_pylist()} | set(FIXED))
    meant = [channel(of, word) for of, word in words]
    cells = [[of for of, _ in words], [word for _, word in words], meant]
    return pa.table(
        {name: pa.array(column, pa.string()) for name, column in zip(("of", "word", "channel"), cells, strict=True)}
    )
