"""Which mailboxes stand for a function and not for a person?"""

import pyarrow as pa

from instep.identity.wordlist import lines
from instep.warehouse.tables import Read

GRAIN = "One row per word before the @ that names a function, such as info or sales."
LOCALITY = "whole"
READS = ()


def rows(read: Read) -> pa.Table:  # noqa: ARG001
    return pa.table({"word": pa.array(sorted(set(lines("role_mailbox"))), pa.string())})
