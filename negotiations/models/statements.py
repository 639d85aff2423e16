"""Statements for writers whose time counts: what the query builder costs is many times what the database does.

For what is done for every text and every entry of a feed, where a statement is always the same but for its values.
Everything else goes through query sets.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import orjson
from django.db import connection
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault


def ask(statement: str, *values: Any, **named: Any) -> list[tuple[Any, ...]]:
    """The rows that a statement gives; ``values`` go in for its ``%s``, or ``named`` for its ``%(name)s``."""
    with connection.cursor() as cursor:
        cursor.execute(statement, named or values)
        return list(cursor.fetchall())


def tell(statement: str, *values: Any) -> int:
    """Run a statement that gives no rows; gives how many it changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def wait_for_turn(*keys: int) -> None:
    """Let whoever calls this with one of the keys wait until the present transaction ends.

    They are taken in one order, so that of two who want the same keys none waits for ever.
    """
    tell("SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) AS key", sorted(keys))


def draw_keys(rows: Sequence[Model]) -> None:
    """Give new rows of one table the keys that they will have, for what refers to them and is inserted before."""
    drawn = "SELECT nextval(keys) FROM pg_get_serial_sequence(%s, 'id') AS keys, generate_series(1, %s)"
    for row, (key,) in zip(rows, ask(drawn, rows[0]._meta.db_table, len(rows)), strict=True):
        row.pk = key


def insert_rows(rows: Sequence[Model]) -> None:
    """Insert new rows of one table in one statement and give them their keys, in the order of the rows.

    What they refer to has its keys by now. A default of the database's own is left to it where the first row is, and
    so are the keys unless they were drawn.
    """
    if not rows:
        return
    fields = _own_fields(type(rows[0])) if rows[0].pk is None else type(rows[0])._meta.concrete_fields
    given = [f for f in fields if not (f.generated or isinstance(getattr(rows[0], f.attname), DatabaseDefault))]
    keys = insert_values(type(rows[0]), [{str(field.column): _value(row, field) for field in given} for row in rows])
    for row, key in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, connection.alias


# The table itself says what type each value is of, and refuses what is too long for its column. As one text the values
# are read by the database far faster than as arrays, whose every element is an expression to it.
_INSERT = """
    INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s) RETURNING id
"""


def insert_values(table: type[Model], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows that name their values by column, all of them the same columns; gives their keys in their order."""
    columns = ", ".join(f'"{column}"' for column in rows[0])
    statement = _INSERT.replace("{table}", table._meta.db_table).replace("{columns}", columns)
    return [key for (key,) in ask(statement, _json(rows))]


_INSERT_MISSING = """
    INSERT INTO {table} ({columns})
    SELECT {columns} FROM jsonb_populate_recordset(jsonb_populate_record(NULL::{table}, %s), %s) ON CONFLICT DO NOTHING
"""


def insert_missing(common: Model, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that are like ``common`` but for the columns that each of them names; what is there already stays.

    For many rows of many columns, which are said once and not for each row, and are not wanted back. ``common`` has a
    value for every column to which the database would else give one.
    """
    shared = {str(field.column): field.value_from_object(common) for field in _own_fields(type(common))}
    statement = _INSERT_MISSING.replace("{table}", common._meta.db_table).replace("{columns}", ", ".join(shared))
    tell(statement, _json(shared), _json(rows))


def update_row(row: Model, columns: tuple[str, ...], where: str = "", *values: Any) -> bool:
    """Write these columns of a row, named by their attributes; gives whether it is there, and ``where`` holds of it."""
    statement, fields = _updating(type(row), columns)
    condition = f" AND {where}" if where else ""
    now = (field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields)
    return bool(tell(statement + condition, *now, row.pk, *values))


_UPDATE_MANY = """
    UPDATE {table} AS before SET {columns} FROM jsonb_populate_recordset(NULL::{table}, %s) AS now
    WHERE before.id = now.id
"""


def update_rows(rows: Sequence[Model], columns: tuple[str, ...], where: str = "true") -> int:
    """Write these columns of many rows of one table in one statement; gives how many are there and ``where`` holds of.

    In ``where`` a row is ``before`` as it stands in the table and ``now`` as it is to be.
    """
    by_name = {field.attname: field for field in rows[0]._meta.concrete_fields}
    fields = [by_name[name] for name in columns]
    names = ", ".join(f'"{field.column}" = now."{field.column}"' for field in fields)
    values = [{"id": row.pk} | {str(f.column): f.value_from_object(row) for f in fields} for row in rows]
    statement = _UPDATE_MANY.replace("{table}", rows[0]._meta.db_table).replace("{columns}", names)
    return tell(f"{statement} AND {where}", _json(values))


@cache
def _updating(table: type[Model], columns: tuple[str, ...]) -> tuple[str, "tuple[Field[Any, Any], ...]"]:
    fields = _fields(table, columns)
    names = ", ".join(f'"{field.column}" = %s' for field in fields)
    return f'UPDATE "{table._meta.db_table}" SET {names} WHERE id = %s', fields  # noqa: S608 — names of our own tables


def _own_fields(table: type[Model]) -> Iterable["Field[Any, Any]"]:
    """The columns that a writer gives: neither the key nor what the database works out."""
    return (field for field in table._meta.concrete_fields if not (field.primary_key or field.generated))


def _json(values: object) -> str:
    return orjson.dumps(values, default=_spelled).decode()


def _spelled(value: object) -> str:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    raise TypeError(f"{type(value).__name__} is no value of a column.")


def _fields(table: type[Model], names: tuple[str, ...]) -> "tuple[Field[Any, Any], ...]":
    by_name = {field.attname: field for field in table._meta.concrete_fields}
    return tuple(by_name[name] for name in names)


def _value(row: Model, field: "Field[Any, Any]") -> Any:
    value = getattr(row, field.attname)
    if value is None and field.is_relation and (borne := field.get_cached_value(row, default=None)):  # type: ignore[attr-defined]
        setattr(row, field.name, borne)  # it was written since it was named here, and has a key now
        value = borne.pk
    return value
