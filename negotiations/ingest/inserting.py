"""New rows of a table by the hundred, in one statement that says only what differs between them."""

from collections.abc import Sequence
from typing import Any

import orjson
from django.db import connection, models

# The table itself says what type each value is of.
_INSERT = """
INSERT INTO {table} ({columns})
SELECT {columns} FROM jsonb_populate_recordset(jsonb_populate_record(NULL::{table}, %(common)s), %(rows)s)
ON CONFLICT DO NOTHING
"""


def insert_rows(common: models.Model, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that are like ``common`` but for the columns that each of them names; what is there already stays.

    For many rows of many columns, where ``bulk_create`` would spell out and check all of them for each row. ``common``
    has a value for every column to which the database would else give one.
    """
    fields = [field for field in common._meta.concrete_fields if not (field.primary_key or field.generated)]
    shared = {str(field.column): field.value_from_object(common) for field in fields}
    statement = _INSERT.replace("{table}", common._meta.db_table).replace("{columns}", ", ".join(shared))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"common": _json(shared), "rows": _json(rows)})


def _json(values: object) -> str:
    return orjson.dumps(values, default=_spelled).decode()


def _spelled(value: object) -> str:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    raise TypeError(f"{type(value).__name__} is no value of a column.")
