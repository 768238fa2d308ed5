"""What a question page is told: words made safe, the right fields, what was typed before."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from pennydrop.core.documents import prose
from pennydrop.rooms.listen.forms.answer_files import LARGEST_SAID, TAKES
from pennydrop.rooms.listen.forms.answers import FIELD, Posted, date_parts
from pennydrop.rooms.listen.models import FormVersion
from pennydrop.rooms.listen.queries.walks import plan_for
from pennydrop.rooms.listen.rules.form import UPLOADING, Kind, Question
from pennydrop.rooms.listen.rules.languages import Language, language_of
from pennydrop.rooms.listen.rules.walking import Means, Option, Page, range_of

LEAVE_NAMES = "Please leave out names if you can. We take out the ones you miss."
FEW_STEPS = 12
# The end of the id of the first field, where a page has several.
FIRST_FIELD = {"tiles": "_0", "tick": "_0", "ranks": "-0"}
ONE_LINE = frozenset({"short", "numbers", "url", "email", "tel"})
KEYBOARDS = {"numbers": "numeric", "url": "url", "email": "email", "tel": "tel"}
LISTED = frozenset({"minimal", "autocomplete", "search", "quick-minimal"})
AREA = "A town or an area will do, or the first half of a postcode, such as NR3."
PART_NAMES = {"day": "Day", "month": "Month", "year": "Year"}
_BREAK = re.compile(r"\n[ \t]*")


def languages_of(version: FormVersion, chosen: str) -> list[dict[str, Any]]:
    """The languages to switch between; none where there is only one."""
    form = plan_for(version).form
    if len(form.languages) < 2:
        return []
    now = chosen or form.default_language or form.languages[0]
    return [
        {"number": n, "language": language_of(name), "now": name == now}
        for n, name in enumerate(form.languages)
    ]


def language_at(version: FormVersion, number: str) -> str:
    """The form's name for the language of a number; its own language for a number without one."""
    names = plan_for(version).form.languages
    return names[int(number)] if number.isascii() and number.isdigit() and int(number) < len(
        names
    ) else ""  # fmt: skip


def shown_language(page_language: str, version: FormVersion) -> Language:
    form = plan_for(version).form
    return language_of(page_language or form.default_language or form.languages[0])


def first_line(markdown: str) -> SafeString:
    return mark_safe(prose.line(markdown.strip().partition("\n")[0].lstrip("#").strip()))


def in_line(markdown: str) -> SafeString:
    return mark_safe(prose.line(markdown))


def other_lines(markdown: str) -> SafeString:
    """What follows the first line. A line end of the form is one on the page, as in other tools."""
    rest = markdown.strip().partition("\n")[2].strip()
    return in_lines(rest)


def in_lines(markdown: str) -> SafeString:
    text = "\n\n".join(_BREAK.sub("  \n", part) for part in re.split(r"\n[ \t]*\n", markdown))
    return mark_safe(prose.html(text)) if text.strip() else mark_safe("")


def question_page(
    page: Page, *, step: int, of: int, language: Language, typed: Posted | None = None,
    wrong: Mapping[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The context of one page. `typed` is shown again where something is `wrong` with it: a message
    for each field that is, by the end of its id."""
    fields = _fields(page, typed) if page.means is Means.QUESTION else {"widget": "none"}
    first = {**FIRST_FIELD, "date": f"-{_first_part(fields)}"}
    wrong = wrong or {}
    return {
        "page": page, "means": page.means.value, "step": step, "of": of, "address": page.address,
        "heading": first_line(page.label) or "Please read this",
        "more_label": other_lines(page.label), "hint": in_lines(page.hint),
        "guidance": in_lines(page.guidance),
        "headings": [in_line(heading) for heading in page.headings],
        "asks": page.asks, "answered": bool(page.stored), "form_language": language,
        "errors": {
            f"id_{FIELD}{part or first.get(fields['widget'], '')}": said
            for part, said in wrong.items()
        },
        "error": next(iter(wrong.values()), ""), **fields,
    }  # fmt: skip


def _fields(page: Page, typed: Posted | None) -> dict[str, Any]:
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


def _first_part(fields: Mapping[str, Any]) -> str:
    parts = fields.get("parts")
    return str(parts[0]["id"]).removeprefix(f"{FIELD}-") if parts else "time"


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
    options = [(option.name, in_line(option.label)) for option in page.choices]
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
            "id": f"{FIELD}-{at}", "label": in_line(option.label),
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
            "id": f"{FIELD}-{part}", "label": PART_NAMES[part],
            "value": numbers.get(part, "").lstrip("0") if typed is None
            else typed.get(f"{FIELD}-{part}", ""),
            "wide": part == "year",
        }
        for part in date_parts(question)
    ]  # fmt: skip
    time = clock[:5] if typed is None else typed.get(f"{FIELD}-time", "")
    timed = question.kind is not Kind.DATE
    return {"widget": "date", "parts": parts, "timed": timed, "time": time}
