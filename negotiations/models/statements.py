"""Statements for writers whose time counts: what the query builder costs is many times what the database does.

For readings that are entered one after another, where a statement is always the same but for its values. Everything
else goes through query sets.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from django.db.models.fields import NOT_PROVIDED


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

    What they refer to has its keys by now. Columns with a default of the database's own are left to the database.
    """
    if not rows:
        return
    statement, fields = _inserting(type(rows[0]))
    keys = ask(statement, *([_value(row, field) for row in rows] for field in fields))
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, connection.alias


@cache
def _inserting(table: type[Model]) -> tuple[str, "tuple[Field[Any, Any], ...]"]:
    """One array for each column: the statement is the same however many rows there are."""
    meta = table._meta
    own = (field for field in meta.concrete_fields if not field.primary_key)
    fields = tuple(field for field in own if field.db_default is NOT_PROVIDED)
    names = ", ".join(f'"{field.column}"' for field in fields)
    # Without its length a type refuses what is too long; with it a cast would cut it off in silence.
    arrays = ", ".join(f"%s::{(field.db_type(connection) or '').partition('(')[0]}[]" for field in fields)
    return f'INSERT INTO "{meta.db_table}" ({names}) SELECT * FROM unnest({arrays}) RETURNING id', fields  # noqa: S608 — names of our own tables


def _value(row: Model, field: "Field[Any, Any]") -> Any:
    value = getattr(row, field.attname)
    if value is None and field.is_relation and (borne := field.get_cached_value(row, default=None)):  # type: ignore[attr-defined]
        setattr(row, field.name, borne)  # it was written since it was named here, and has a key now
        value = borne.pk
    return value
