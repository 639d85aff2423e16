"""Statements for writers whose time counts: what the query builder costs is many times what the database does.

For readings that are entered one after another, where a statement is always the same but for its values. Everything
else goes through query sets.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault


def ask(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows that a statement gives; ``values`` go in for its ``%s``."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def tell(statement: str, *values: Any) -> int:
    """Run a statement that gives no rows; gives how many it changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def insert_rows(rows: Sequence[Model]) -> None:
    """Insert new rows of one table in one statement and give them their keys, in the order of the rows.

    What they refer to has its keys by now. A default of the database's own is left to it where the first row is.
    """
    if not rows:
        return
    own = (field for field in type(rows[0])._meta.concrete_fields if not field.primary_key and not field.generated)
    given = tuple(f.attname for f in own if not isinstance(getattr(rows[0], f.attname), DatabaseDefault))
    statement, fields = _inserting(type(rows[0]), given)
    keys = ask(statement, *([_value(row, field) for row in rows] for field in fields))
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, connection.alias


def update_row(row: Model, columns: tuple[str, ...], where: str = "", *values: Any) -> bool:
    """Write these columns of a row, named by their attributes; gives whether it is there, and ``where`` holds of it."""
    statement, fields = _updating(type(row), columns)
    condition = f" AND {where}" if where else ""
    return bool(tell(statement + condition, *(_value(row, field) for field in fields), row.pk, *values))


@cache
def _inserting(table: type[Model], given: tuple[str, ...]) -> tuple[str, "tuple[Field[Any, Any], ...]"]:
    """One array for each column: the statement is the same however many rows there are."""
    fields = _fields(table, given)
    names = ", ".join(f'"{field.column}"' for field in fields)
    # Without its length a type refuses what is too long; with it a cast would cut it off in silence.
    arrays = ", ".join(f"%s::{(field.db_type(connection) or '').partition('(')[0]}[]" for field in fields)
    return f'INSERT INTO "{table._meta.db_table}" ({names}) SELECT * FROM unnest({arrays}) RETURNING id', fields  # noqa: S608 — names of our own tables


@cache
def _updating(table: type[Model], columns: tuple[str, ...]) -> tuple[str, "tuple[Field[Any, Any], ...]"]:
    fields = _fields(table, columns)
    names = ", ".join(f'"{field.column}" = %s' for field in fields)
    return f'UPDATE "{table._meta.db_table}" SET {names} WHERE id = %s', fields  # noqa: S608 — names of our own tables


def _fields(table: type[Model], names: tuple[str, ...]) -> "tuple[Field[Any, Any], ...]":
    by_name = {field.attname: field for field in table._meta.concrete_fields}
    return tuple(by_name[name] for name in names)


def _value(row: Model, field: "Field[Any, Any]") -> Any:
    value = getattr(row, field.attname)
    if value is None and field.is_relation and (borne := field.get_cached_value(row, default=None)):  # type: ignore[attr-defined]
        setattr(row, field.name, borne)  # it was written since it was named here, and has a key now
        value = borne.pk
    return field.get_db_prep_save(value, connection)
