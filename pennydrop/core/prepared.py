"""Queries that are written with Django, translated into SQL once, and then only run.

One press of a key in the coding workspace, or one answer that somebody gives, asks the database a
dozen short questions. Django spends ten times longer on wording each of them anew than the database
spends on answering, so the few that stand on those paths are worded once
(docs/decisions/0007-queries-worded-once.md).
"""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import AutoField, Field, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery

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
        self._worded: dict[str, _Worded] = {}

    def __call__(self, *values: Value) -> list[tuple[Any, ...]]:
        connection = connections["default"]
        worded = self._worded_for(connection)
        with connection.cursor() as cursor:
            cursor.execute(worded.sql, worded.filled(values, connection))
            rows = cursor.fetchall()
        return [_converted(row, worded.converters, connection) for row in rows]

    def _worded_for(self, connection: Any) -> "_Worded":
        if connection.vendor not in self._worded:
            self._worded[connection.vendor] = self._word(connection)
        return self._worded[connection.vendor]

    def _word(self, connection: Any) -> "_Worded":
        stand_ins = [_STAND_INS[kind](number) for number, kind in enumerate(self._kinds)]
        compiler = self._compiler(self._build(*stand_ins), connection)
        sql, params = compiler.as_sql()
        places = {_for_database(value, connection): n for n, value in enumerate(stand_ins)}
        blanks = [places.get(param) for param in params]
        if set(places.values()) - set(blanks):
            raise ValueError("A blank of this question does not stand in its wording.")
        expressions = [expression for expression, _, _ in compiler.select or []]
        converters = _converters(expressions, connection)
        return _Worded(sql, list(params), blanks, converters, compiler)

    def _compiler(self, built: QuerySet[Any, Any], connection: Any) -> Any:
        return built.query.get_compiler(connection=connection)


class PreparedRows(Prepared):
    """The same, where `build` returns rows and not values; with `select_related` theirs too."""

    def __call__(self, *values: Value) -> list[Any]:
        found = super().__call__(*values)
        compiler = self._worded_for(connections["default"]).compiler
        about = compiler.klass_info
        columns = about["select_fields"]
        first, last = columns[0], columns[-1] + 1
        names = [compiler.select[place][0].target.attname for place in columns]
        # The stubs describe the next Django.
        related = get_related_populators(about, compiler.select, "default")  # type: ignore[call-arg]
        made = []
        for row in found:
            one = about["model"].from_db("default", names, row[first:last])
            for populate in related:
                populate.populate(row, one)
            made.append(one)
        return made


class PreparedChange(Prepared):
    """The same, for a change: sets `fields` in the rows of `build`, to fixed values. Calling it
    returns how many rows it found."""

    def __init__(self, build: Build, *kinds: type, **fields: Value) -> None:
        super().__init__(build, *kinds)
        self._fields = fields

    def __call__(self, *values: Value) -> Any:
        connection = connections["default"]
        worded = self._worded_for(connection)
        with connection.cursor() as cursor:
            cursor.execute(worded.sql, worded.filled(values, connection))
            return cursor.rowcount

    def _compiler(self, built: QuerySet[Any, Any], connection: Any) -> Any:
        query: Any = built.query.chain(UpdateQuery)
        query.add_update_values(self._fields)
        return query.get_compiler(connection=connection)


@dataclass(frozen=True)
class _Worded:
    """A question in SQL for one kind of database: its parameters, and which are blanks."""

    sql: str
    fixed: list[Any]
    blanks: list[int | None]
    converters: list[Any]
    compiler: Any

    def filled(self, values: Sequence[Value], connection: Any) -> list[Any]:
        given = [_for_database(value, connection) for value in values]
        return [
            self.fixed[place] if blank is None else given[blank]
            for place, blank in enumerate(self.blanks)
        ]


def insert(row: Model, *, once: bool = False) -> Any:
    """Write one new row and return its id, which the database gives unless the row has one.

    `once`: where a row that the table allows only once is there already, write nothing and return
    None.
    """
    connection = connections["default"]
    fields: list[Field[Any, Any]] = [
        f for f in row._meta.concrete_fields if not isinstance(f, AutoField)
    ]
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
