"""Queries that are written with Django, translated into SQL once, and then only run.

One press of a key in the coding workspace asks the database a dozen short questions. Django spends
ten times longer on wording each of them anew than the database spends on answering, so the few
that stand on that path are worded once (docs/decisions/0007-queries-worded-once.md).
"""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Field, Model, QuerySet

Value = UUID | int | str
Build = Callable[..., QuerySet[Any, Any]]
_STAND_INS: dict[type, Callable[[int], Value]] = {
    UUID: lambda number: uuid.UUID(int=0xA5A5_0000_0000_4000_8000_0000_0000_0000 + number),
    int: lambda number: 1_934_500_000 + number,
    str: lambda number: f"stand-in-{number}",
}


class Prepared:
    """A question with blanks. `build` takes a value for each blank and returns a `values_list`;
    `kinds` are the blanks' types (UUID, int or str). Filters only by equality and order, so that
    the wording does not depend on the values.

    Calling it returns the rows as tuples, converted as Django would.
    """

    def __init__(self, build: Build, *kinds: type) -> None:
        self._build, self._kinds = build, kinds
        self._worded: dict[str, tuple[str, list[Any], list[int | None], list[Any]]] = {}

    def __call__(self, *values: Value) -> list[tuple[Any, ...]]:
        connection = connections["default"]
        if connection.vendor not in self._worded:
            self._worded[connection.vendor] = self._word(connection)
        sql, fixed, blanks, converters = self._worded[connection.vendor]
        given = [_for_database(value, connection) for value in values]
        params = [
            fixed[place] if blank is None else given[blank] for place, blank in enumerate(blanks)
        ]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows = cursor.fetchall()
        return [_converted(row, converters, connection) for row in rows]

    def _word(self, connection: Any) -> tuple[str, list[Any], list[int | None], list[Any]]:
        stand_ins = [_STAND_INS[kind](number) for number, kind in enumerate(self._kinds)]
        compiler = self._build(*stand_ins).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        places = {_for_database(value, connection): n for n, value in enumerate(stand_ins)}
        blanks = [places.get(param) for param in params]
        if set(places.values()) - set(blanks):
            raise ValueError("A blank of this question does not stand in its wording.")
        expressions = [expression for expression, _, _ in compiler.select]
        return sql, list(params), blanks, _converters(expressions, connection)


def insert(row: Model, *, once: bool = False) -> Any:
    """Write one new row of a table whose id the database gives, and return the id.

    `once`: where a row that the table allows only once is there already, write nothing and return
    None.
    """
    connection = connections["default"]
    fields: list[Field[Any, Any]] = [f for f in row._meta.concrete_fields if not f.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    blanks = ", ".join(["%s"] * len(fields))
    clash = "ON CONFLICT DO NOTHING " if once else ""
    sql = (
        f"INSERT INTO {quote(row._meta.db_table)} ({columns}) VALUES ({blanks}) "
        f"{clash}RETURNING {quote(str(row._meta.pk.column))}"
    )
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        made = cursor.fetchone()
    return made[0] if made else None


def _for_database(value: Value | dt.datetime, connection: Any) -> Any:
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value


def _converters(expressions: list[Any], connection: Any) -> list[Any]:
    found = []
    for expression in expressions:
        backend = connection.ops.get_db_converters(expression)
        found.append((backend + expression.get_db_converters(connection), expression))
    return found


def _converted(row: Any, converters: list[Any], connection: Any) -> tuple[Any, ...]:
    values = []
    for value, (steps, expression) in zip(row, converters, strict=True):
        for step in steps:
            value = step(value, expression, connection)
        values.append(value)
    return tuple(values)
