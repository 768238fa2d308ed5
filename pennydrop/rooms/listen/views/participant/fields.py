"""The right field for each kind of question, with what was answered before."""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import mark_safe

from pennydrop.core.documents import prose
from pennydrop.rooms.listen.forms.answer_files import LARGEST_SAID, TAKES
from pennydrop.rooms.listen.forms.answers import FIELD, Posted, date_parts
from pennydrop.rooms.listen.rules.form import UPLOADING, Kind, Question
from pennydrop.rooms.listen.rules.walking import Option, Page, range_of

LEAVE_NAMES = "Please leave out names if you can. We take out the ones you miss."
FEW_STEPS = 12
# The end of the id of the first control, where a field has several.
FIRST_CONTROL = {"tiles": "_0", "tick": "_0", "ranks": "-0"}
ONE_LINE = frozenset({"short", "numbers", "url", "email", "tel"})
KEYBOARDS = {"numbers": "numeric", "url": "url", "email": "email", "tel": "tel"}
LISTED = frozenset({"minimal", "autocomplete", "search", "quick-minimal"})
AREA = "A town or an area will do, or the first half of a postcode, such as NR3."
PART_NAMES = {"day": "Day", "month": "Month", "year": "Year"}


def field_of(page: Page, *, typed: Posted | None = None) -> dict[str, Any]:
    """The field that takes an answer to a question, filled with what was `typed` or is stored."""
    question, kind = page.question, page.question.kind
    if not page.asks:
        return {"widget": "none", "stored": page.stored if kind is not Kind.NOTE else ""}
    if question.listed is not None and page.choices:
        return _choices(page, question, typed)
    if kind in {Kind.DATE, Kind.TIME, Kind.DATETIME}:
        return _dates(page, question, typed)
    if kind in UPLOADING:
        says, accept = TAKES[kind]
        hint = f"{says}, up to {LARGEST_SAID}. We take out where and when it was made."
        return {"widget": "file", "accept": accept, "field_hint": hint,
                "value": page.stored, "drop": [("1", "Take away the one I gave")]}  # fmt: skip
    if kind is Kind.ACKNOWLEDGE:
        ticked = [page.stored] if typed is None else typed.getlist(FIELD)
        return {"widget": "tick", "options": [("OK", "Yes")], "chosen": ticked}
    if kind is Kind.RANGE:
        return _range(page, question, typed)
    return _line(page, question, typed)


def first_id(field: Mapping[str, Any]) -> str:
    """The end of the id of the control that the keyboard should land on; empty for a single one."""
    if field["widget"] == "date":
        parts = field["parts"]
        return f"-{parts[0]['end']}" if parts else "-time"
    return FIRST_CONTROL.get(field["widget"], "")


def _typed(page: Page, typed: Posted | None, name: str = FIELD) -> str:
    return page.stored if typed is None else typed.get(name, "")


def _line(page: Page, question: Question, typed: Posted | None) -> dict[str, Any]:
    value = _typed(page, typed)
    if question.kind is Kind.GEOPOINT:
        return {"widget": "line", "value": value, "field_label": "Town or area", "field_hint": AREA}
    if question.kind is not Kind.TEXT and question.listed is None:
        mode = "numeric" if question.kind is Kind.INTEGER else "decimal"
        return {"widget": "line", "value": value, "field_label": "A number", "inputmode": mode}
    looks = set(question.appearance.split())
    if looks & ONE_LINE or question.listed is not None:
        found = next((mode for look, mode in KEYBOARDS.items() if look in looks), "")
        return {
            "widget": "line", "value": value, "field_label": "In your own words",
            "inputmode": found, "field_hint": LEAVE_NAMES,
        }  # fmt: skip
    rows = question.parameter("rows")
    return {
        "widget": "area", "value": value, "rows": int(rows) if rows.isdigit() else 7,
        "field_hint": LEAVE_NAMES,
    }  # fmt: skip


def _choices(page: Page, question: Question, typed: Posted | None) -> dict[str, Any]:
    if question.kind is Kind.RANK:
        return _ranks(page, typed)
    options = [(option.name, mark_safe(prose.line(option.label))) for option in page.choices]
    one = question.kind is Kind.SELECT_ONE
    stored = [page.stored] if one else page.stored.split()
    chosen = stored if typed is None else typed.getlist(FIELD)
    looks = set(question.appearance.split())
    if one and looks & LISTED:
        plain = [(o.name, prose.plain(o.label), o.name in chosen) for o in page.choices]
        return {"widget": "list", "options": plain}
    return {
        "widget": "tiles", "options": options, "chosen": chosen,
        "kind": "radio" if one else "checkbox",
        "columns": 2 if looks & {"horizontal", "horizontal-compact", "columns"} else 1,
    }  # fmt: skip


def _ranks(page: Page, typed: Posted | None) -> dict[str, Any]:
    order = page.stored.split()
    numbers = range(1, len(page.choices) + 1)

    def place(at: int, option: Option) -> str:
        if typed is not None:
            return typed.get(f"{FIELD}-{at}", "")
        return str(order.index(option.name) + 1) if option.name in order else ""

    rows = [
        {
            "end": at, "label": mark_safe(prose.line(option.label)),
            "numbers": [(str(n), str(n) == place(at, option)) for n in numbers],
        }
        for at, option in enumerate(page.choices)
    ]  # fmt: skip
    return {"widget": "ranks", "rows": rows}


def _range(page: Page, question: Question, typed: Posted | None) -> dict[str, Any]:
    start, end, step = range_of(question)
    steps = int(abs(end - start) / abs(step) + 1e-9)
    if steps < FEW_STEPS:
        way = abs(step) if end >= start else -abs(step)
        names = [f"{start + way * n:g}" for n in range(steps + 1)]
        chosen = _typed(page, typed)
        return {
            "widget": "tiles", "options": [(name, name) for name in names], "chosen": [chosen],
            "kind": "radio", "columns": 2,
        }  # fmt: skip
    low, high = min(start, end), max(start, end)
    hint = f"From {low:g} to {high:g}" + (f", in steps of {abs(step):g}" if step != 1 else "")
    return {
        "widget": "line", "value": _typed(page, typed), "field_label": "A number",
        "inputmode": "decimal", "field_hint": hint,
    }  # fmt: skip


def _dates(page: Page, question: Question, typed: Posted | None) -> dict[str, Any]:
    day, _, clock = page.stored.partition("T")
    if question.kind is Kind.TIME:
        day, clock = "", page.stored
    numbers = dict(zip(("year", "month", "day"), day.split("-"), strict=False)) if day else {}
    parts = [] if question.kind is Kind.TIME else [
        {
            "end": part, "label": PART_NAMES[part],
            "value": numbers.get(part, "").lstrip("0") if typed is None
            else typed.get(f"{FIELD}-{part}", ""),
            "wide": part == "year",
        }
        for part in date_parts(question)
    ]  # fmt: skip
    time = clock[:5] if typed is None else typed.get(f"{FIELD}-time", "")
    timed = question.kind is not Kind.DATE
    return {"widget": "date", "parts": parts, "timed": timed, "time": time}
