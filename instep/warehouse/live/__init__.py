"""What became of the customers whom a few new records concern, a moment after these came in?

A full version counts everything. Between two versions a *layer* is laid over the last one: the same SELECTs, run over
only those records that hang together with the new ones (their circles), and of the outcome only the rows that differ.
"""

from instep.warehouse.live.laying import lay, prepare
from instep.warehouse.live.trying import tried

__all__ = ["lay", "prepare", "tried"]
