"""How are the places of a version written, and its records laid beside it, those of one circle together?"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pyarrow as pa

from instep.warehouse.duckdb_engine import DuckDB, attach
from instep.warehouse.given import Given, file_names
from instep.warehouse.live.asked import CIRCLES
from instep.warehouse.live.places import SCHEMA, TAKEN, is_made_for, looked_up, made_for
from instep.warehouse.overlay import BASE
from instep.warehouse.tables import Recipe
from instep.warehouse.versions import Manifest, Versions

BESIDE = "beside"
"""The catalog of the records that lie beside a version."""
NEAR = f"""
create temp table near as
select key, min(circle) as circle from {BASE}.{CIRCLES} where not is_passive group by key
"""
RECORDS = """
create table {beside}."{kind}" as
select everything.*
from everything
left join near on near.key = everything.source || '/{kind}/' || everything.record_id
order by near.circle
"""
PLACES = """
select hash({column}) as id, cast(rowid as uinteger) as row, hash({said}) as print
from {table}
where {column} is not null
order by id
"""


def ensure_placed(
    versions: Versions, version: Manifest, order: Sequence[Recipe], given: Mapping[str, Given], built: Path
) -> bool:
    """Places are written once for a version, whose file may still be a draft, and again when more is asked for."""
    with versions.placing():
        is_done = is_made_for(versions.places(version), version, order, given)
        if not is_done:
            _place(versions, version, order, given, built)
    return not is_done


def _place(
    versions: Versions, version: Manifest, order: Sequence[Recipe], given: Mapping[str, Given], built: Path
) -> None:
    finished = versions.records(version), versions.places(version)
    records, places = (file.with_name(f"{file.name}.placing") for file in finished)
    for draft in (records, places):
        draft.unlink(missing_ok=True)
    with closing(DuckDB()) as engine:
        attach(engine.connection, built, BASE)
        attach(engine.connection, records, BESIDE, for_writing=True)
        taken = {name: table for name, table in given.items() if name.startswith(TAKEN) and table.files}
        looks = [*_lay_beside(engine, taken), *_of_tables(engine, order)]
        _write(engine, places, looks, made_for(version, order, given), taken)
    for draft, place in zip((records, places), finished, strict=True):
        versions.put_in_place(draft, place)


def _lay_beside(engine: DuckDB, taken: Mapping[str, Given]) -> Iterator[tuple[str, str]]:
    """Lay the records of every kind beside the version; where each lies is asked by these SELECTs."""
    engine.run(NEAR)
    for name, table in taken.items():
        kind = name.removeprefix(TAKEN)
        engine.view("everything", table, came_in=True)
        engine.run(RECORDS.format(beside=BESIDE, kind=kind))
        engine.run("drop view everything")
        column = f"source || '/{kind}/' || record_id"
        yield name, PLACES.format(table=f'{BESIDE}."{kind}"', column=column, said="0")


def _of_tables(engine: DuckDB, order: Sequence[Recipe]) -> Iterator[tuple[str, str]]:
    for name, columns in looked_up(order).items():
        said = ", ".join(engine.columns(f"{BASE}.{name}"))
        for column in columns:
            yield name, PLACES.format(table=f"{BASE}.{name}", column=column, said=said)


def _write(
    engine: DuckDB, file: Path, looks: Sequence[tuple[str, str]], made: Sequence[str], taken: Mapping[str, Given]
) -> None:
    said = {"made_for": made, "order": [name for name, _ in looks], "files": file_names(taken)}
    schema = SCHEMA.with_metadata({"places": json.dumps(said)})
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, schema) as stream:
        for _, sql in looks:
            found = engine.read(sql).cast(SCHEMA)
            stream.write_batch(pa.record_batch([column.combine_chunks() for column in found.columns], schema))
