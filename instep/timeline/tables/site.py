"""Which site is meant by each source of a link and each host of a referrer?"""

import pyarrow as pa

from instep.timeline.sites import site_of
from instep.warehouse.tables import Read

GRAIN = "One row per source or host that links, referrers and click ids name: the site, its list, its domain."
LOCALITY = "read off word"
READS = ("timeline.link", "timeline.click_id")
WORDS = """
    select utm_source as word from timeline.link where utm_source is not null
    union select referrer_host as word from timeline.link where referrer_host is not null
    union select page_host as word from timeline.link where page_host is not null
    union select source as word from timeline.click_id
"""


def rows(read: Read) -> pa.Table:
    words = sorted(read(WORDS)["word"].to_pylist())
    sites = [site_of(word) for word in words]
    cells = [words, [s.name for s in sites], [s.list for s in sites], [s.domain for s in sites]]
    names = ("word", "name", "list", "domain")
    return pa.table({name: pa.array(column, pa.string()) for name, column in zip(names, cells, strict=True)})
