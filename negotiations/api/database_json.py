"""Rows as JSON, built by PostgreSQL in one statement per list.

A shape is written with Django's expressions and compiled once for each way of looking at the record; a list then takes
one small query for the keys of its page and one for the JSON of those keys, whatever the number of rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    Expression,
    F,
    Func,
    JSONField,
    Model,
    Q,
    QuerySet,
    Subquery,
    TextField,
    When,
)
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler

from negotiations.api.visibility import Scope

IDS = object()  # stands in a compiled statement's parameters where the keys of the page go


class JsonObject(Func):
    """``json_build_object``: unlike Django's JSONObject it keeps the order of the keys, and it is not reparsed."""

    output_field = JSONField()

    def __init__(self, **fields: Any) -> None:
        self.names = tuple(fields)
        super().__init__(*fields.values())

    def as_sql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # fewer options than Func offers
        pairs: list[str] = []
        parameters: list[Any] = []
        for name, expression in zip(self.names, self.source_expressions, strict=True):
            sql, values = compiler.compile(expression)
            pairs.append(f"'{name}', {sql}")
            parameters.extend(values)
        return f"json_build_object({', '.join(pairs)})", parameters


class Moment(Func):
    """A point in time as ISO 8601 in UTC, to the second."""

    template = """to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""
    output_field = TextField()


class _AmongIds(Func):
    output_field = BooleanField()

    def as_sql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # fewer options than Func offers
        sql, values = compiler.compile(self.source_expressions[0])
        return f"{sql} = ANY(%s::bigint[])", [*values, IDS]


def json_list(rows: QuerySet[Any], json: Expression | Subquery) -> ArraySubquery:
    """The JSON of each of ``rows`` (a query that refers to the outer row), in their order; ``[]`` if there are none."""
    return ArraySubquery(rows.values(json=json))


def json_if(condition: Q, json: Expression | F) -> Case:
    """``json`` where the condition holds, else null."""
    return Case(When(condition, then=json))


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of ``model`` look as JSON, as seen in a scope."""

    model: type[Model]
    build: Callable[[Scope], JsonObject]

    def read(self, ids: Sequence[int], scope: Scope) -> list[str]:
        """The JSON texts of the rows with those keys, in the order of ``ids``; keys without a row are left out."""
        found = self.read_keyed(ids, scope)
        return [found[key] for key in ids if key in found]

    def read_keyed(self, ids: Sequence[int], scope: Scope) -> dict[int, str]:
        """The JSON texts of the rows with those keys, by key: one query, even for none.

        Whether the rows themselves may be seen is for the caller to have asked; ``scope`` is for what is inside them.
        """
        statement = _compiled(self, scope) if scope.moment is None else _compile(self, scope)
        sql, parameters = statement
        with connection.cursor() as cursor:
            cursor.execute(sql, [list(ids) if value is IDS else value for value in parameters])
            return dict(cursor.fetchall())


def _compile(shape: Shape, scope: Scope) -> tuple[str, tuple[Any, ...]]:
    rows = shape.model._base_manager.filter(_AmongIds("pk")).order_by()
    query = rows.values_list("pk", Cast(shape.build(scope), TextField())).query
    sql, parameters = query.sql_with_params()
    return sql, tuple(parameters)


_compiled = lru_cache(maxsize=64)(_compile)
