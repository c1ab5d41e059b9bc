"""Does a text mean yes or no?"""

import pyarrow as pa
import pyarrow.compute as pc

from instep.sources.values.readout import Readout

_YES = """
    true t yes y 1 1.0 x ja j wahr oui o vrai si sí s sim sì on active enabled subscribed granted given checked won
    opted_in opted-in opt-in aktiv actif activo ativo verdadero verdadeiro
"""
_NO = """
    false f no n 0 0.0 nein falsch non faux nao não off inactive disabled unsubscribed denied withdrawn revoked lost
    opted_out opted-out opt-out inaktiv inactif inactivo inativo unchecked falso deactivated
"""
YES = frozenset(_YES.split())
NO = frozenset(_NO.split())


def read_flags(values: pa.Array) -> Readout:
    distinct = values.dictionary_encode()
    flags = pa.array([flag_of(text) for text in distinct.dictionary.to_pylist()], pa.bool_()).take(distinct.indices)
    unread = pc.if_else(pc.is_null(flags), values, None)
    return Readout(flags, pc.binary_join_element_wise("'", unread, "' is neither yes nor no", ""))


def flag_of(text: str) -> bool | None:
    plain = text.strip().casefold()
    return True if plain in YES else False if plain in NO else None
