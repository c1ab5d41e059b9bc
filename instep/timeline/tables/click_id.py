"""Whose is a click id, and what does it prove?"""

import pyarrow as pa

from instep.timeline.click_ids import click_ids
from instep.warehouse.tables import Read

GRAIN = "One row per parameter that ad and mail systems append to links: whose it is, and whether ads alone have it."
LOCALITY = "whole"
READS: tuple[str, ...] = ()


def rows(_read: Read) -> pa.Table:
    columns = [("parameter", pa.string()), ("source", pa.string()), ("medium", pa.string()), ("is_ad", pa.bool_())]
    return pa.Table.from_pylist([vars(each) for each in click_ids()], pa.schema(columns))
