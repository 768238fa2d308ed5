"""Page parts for `{% load ui %}`. The README beside this app shows one line for each.

A part takes plain values, forms or Django `Page`s, never a room's model, and writes HTML that
needs no script and carries no style attribute.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from pennydrop.core.ui.charts import Chart, as_table, inline
from pennydrop.core.ui.languages import said

register = template.Library()

COLOURS = 6
DOTS_UP_TO = 12


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(*sources: Any) -> dict[str, Any]:
    """List what is wrong, each linked to its field; writes nothing where nothing is wrong.

    A source is a form, a mapping of field id to text, or a list of `{"href", "text"}`.
    """
    return {"problems": [problem for source in sources for problem in _problems(source)]}


def _problems(source: Any) -> Iterable[dict[str, str]]:
    if isinstance(source, BaseForm):
        return _form_problems(source)
    if isinstance(source, Mapping):
        return [{"href": f"#{key}" if key else "", "text": text} for key, text in source.items()]
    return list(source or [])


def _form_problems(form: BaseForm) -> list[dict[str, str]]:
    found = [{"href": "", "text": str(text)} for text in form.non_field_errors()]
    for bound in form:
        found += [_problem(bound, str(text)) for text in bound.errors]
    return found


def _problem(bound: BoundField, text: str) -> dict[str, str]:
    # Django's own sentences ("This field is required.") do not say which field.
    said = f"{bound.label}: {text}" if text.startswith("This field") else text
    return {"href": _field_address(bound), "text": said}


def _field_address(bound: BoundField) -> str:
    if bound.is_hidden:
        return ""
    # A group of choices has no single control: the first one is where the keyboard should land.
    return f"#{bound.id_for_label or bound.auto_id + '_0'}"


@register.inclusion_tag("ui/forms/field.html")
def field(
    bound: BoundField, label: str = "", hint: str = "", size: str = "", needed: str = ""
) -> dict[str, Any]:
    """One field of a Django form. `label` and `hint` replace the form's own; size: l, s. `needed`
    says when a field that may be empty today must be filled in, in place of "optional"."""
    bound.label = label or bound.label
    bound.help_text = hint or bound.help_text
    # A placeholder that repeats the label is noise to a screen reader.
    bound.field.widget.attrs.pop("placeholder", None)
    return {"field": bound, "size": size, "needed": needed}


@register.inclusion_tag("ui/parts/text_field.html")
def text_field(name: str, label: str, **options: Any) -> dict[str, Any]:
    """A labelled input or, with `rows`, a textarea.

    Options: value, hint, error, kind (text, email, tel, number, date, password, search, file),
    rows, autocomplete, inputmode, maxlength, required, size (l, s), id.
    """
    ident = options.pop("id", "") or f"id_{name}"
    described = _described(ident, options)
    return {"name": name, "label": label, "id": ident, "described": described, **options}


@register.inclusion_tag("ui/parts/choice_tiles.html")
def choice_tiles(name: str, legend: str, options: Iterable[Any], **more: Any) -> dict[str, Any]:
    """Radio buttons (kind="radio") or checkboxes (kind="checkbox") as tiles of at least 44 px.

    `options` are (value, label) pairs or mappings with value, label, hint. `value` is the chosen
    value or a list of them. More: kind, hint, error, columns (2), legend_size (l, s), hide_legend.
    """
    chosen = more.pop("value", "")
    chosen = {str(v) for v in chosen} if isinstance(chosen, (list, tuple, set)) else {str(chosen)}
    tiles = [_tile(option, chosen) for option in options]
    ident = f"id_{name}"
    more.setdefault("kind", "radio")
    return {
        "name": name, "legend": legend, "id": ident, "tiles": tiles,
        "described": _described(ident, more), **more,
    }  # fmt: skip


def _tile(option: Any, chosen: set[str]) -> dict[str, Any]:
    if not isinstance(option, Mapping):
        option = {"value": option[0], "label": option[1]}
    value = str(option["value"])
    return {**option, "value": value, "checked": value != "" and value in chosen}


def _described(ident: str, options: Mapping[str, Any]) -> str:
    parts = [f"{ident}_helptext" if options.get("hint") else "",
             f"{ident}_error" if options.get("error") else ""]  # fmt: skip
    return " ".join(part for part in parts if part)


@register.inclusion_tag("ui/parts/button.html")
def button(text: str, kind: str = "", href: str = "", **attributes: Any) -> dict[str, Any]:
    """A button, or with `href` a link that looks like one.

    Kinds: "" (the one main step), quiet, help (red: help only), plain (looks like a link).
    Attributes: name, value, wide, id, form, what (words only a screen reader hears), small.
    """
    return {"text": text, "kind": kind, "href": href, **attributes}


@register.simple_block_tag(takes_context=False)
def notice(content: str, kind: str = "", title: str = "", level: int = 2) -> str:
    """A quiet box. Kinds: "" (sea), good, late, help (red, with words)."""
    return _render("ui/parts/notice.html", content=content, kind=kind, title=title, level=level)


@register.simple_block_tag(takes_context=False)
def insight(content: str, title: str = "") -> str:
    """The copper edge: what matters most on the page."""
    return _render("ui/parts/insight.html", content=content, title=title or gettext("Key insight"))


@register.simple_block_tag(takes_context=False)
def quote(content: str, by: str = "", href: str = "", link: str = "") -> str:
    """A person's words, with who and where (never a name)."""
    link = link or gettext("In context")
    return _render("ui/parts/quote.html", content=content, by=by, href=href, link=link)


@register.simple_block_tag(takes_context=False)
def scroll_table(content: str, label: str) -> str:
    """Lets a wide table of your own scroll inside itself, reachable by keyboard."""
    return _render("ui/parts/scroll_table.html", content=content, label=label)


@register.simple_tag
def data_table(caption: str, head: Iterable[str], rows: Iterable[Any], **more: Any) -> str:
    """A table from plain values; the first cell of a row is its heading.

    More: numbers (positions of the columns set to the right, as "2,3"), hide_caption.
    """
    numbers = {int(n) for n in str(more.get("numbers", "")).split(",") if n.strip()}
    heads = [(text, i in numbers) for i, text in enumerate(head)]
    cells = [[(cell, i in numbers) for i, cell in enumerate(row)] for row in rows]
    return _render(
        "ui/parts/data_table.html", caption=caption, heads=heads, rows=cells,
        hide_caption=more.get("hide_caption", False),
    )  # fmt: skip


@register.inclusion_tag("ui/parts/chart.html")
def chart_figure(
    chart: Chart, name: str, note: str = "", alt: str = "", beside: bool = False
) -> dict[str, Any]:
    """A chart with its title, a note and the same as a table. `name`: one for each on a page;
    `beside`: the page has that table beside the chart already."""
    # Written by our own module, which escapes every text in it.
    drawing = mark_safe(inline(chart, name=name, alt=alt))
    table = None if beside else as_table(chart)
    return {"chart": chart, "drawing": drawing, "table": table, "note": note}


@register.inclusion_tag("ui/parts/status.html")
def status(text: str, kind: str = "") -> dict[str, str]:
    """A word with a shape and a colour. Kinds: "" (neutral), ok, late, no, wait, copper."""
    return {"text": text, "kind": kind}


@register.inclusion_tag("ui/parts/stat.html")
def stat(figure: Any, label: str, note: str = "", kind: str = "") -> dict[str, Any]:
    """One figure with its words. A figure below the threshold arrives as a word already."""
    return {"figure": figure, "label": label, "note": note, "kind": kind}


@register.inclusion_tag("ui/parts/empty.html")
def empty(text: str, action: str = "", url: str = "") -> dict[str, str]:
    """What a page says while there is nothing, and the first step out of that."""
    return {"text": text, "action": action, "url": url}


@register.inclusion_tag("ui/parts/progress.html")
def progress(done: int, of: int, label: str = "") -> dict[str, Any]:
    """`done` of `of`, in words first, then as pennies (up to 12) or a bar."""
    dots = [n < done for n in range(of)] if of <= DOTS_UP_TO else []
    return {"done": done, "of": of, "label": label, "dots": dots}


@register.inclusion_tag("ui/parts/code_chip.html")
def code_chip(name: str, colour: int | str = 1, href: str = "", key: str = "") -> dict[str, Any]:
    """A code's name with its colour and pattern. `colour` is any number: six, then again."""
    return {"name": name, "colour": colour_class(colour), "href": href, "key": key}


@register.filter
def translated(text: Any) -> str:
    """Words that stand in the code or in the database, in the language of the page."""
    return said(str(text))


@register.filter
def colour_class(number: int | str) -> str:
    """The class (c1 to c6) of a colour number, "c3" or a code's position from 1."""
    digits = str(number).removeprefix("c")
    return f"c{(int(digits) - 1) % COLOURS + 1}" if digits.isdecimal() else "c6"


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(
    context: Any, page: Page[Any], param: str = "page", label: str = "",
    newest_first: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """The pages round a Django `Page`, keeping the rest of the address's query. Two on one screen
    need a `label` each. `newest_first`: "Newer" and "Older", not "Previous" and "Next"."""
    request = context.get("request")
    query = [pair for pair in _pairs(request) if pair[0] != param]
    start = f"?{urlencode(query)}&" if query else "?"
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    address = f"{start}{param}="
    words = (gettext("Newer"), gettext("Older"))
    if not newest_first:
        words = (gettext("Previous"), gettext("Next"))
    return {
        "page": page, "numbers": list(numbers), "address": address, 
        "label": label or gettext("Pages"),
        "before": words[0], "after": words[1],
    }  # fmt: skip


def _pairs(request: Any) -> list[tuple[str, str]]:
    lists = request.GET.lists() if request else []
    return [(key, value) for key, values in lists for value in values]


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(items: Iterable[Mapping[str, Any]], label: str) -> dict[str, Any]:
    """Views of one thing, as links: each `{label, url, current, count}`."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/parts/summary_list.html")
def summary_list(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """For checking answers: each `{label, value, url, action}`; an empty value says so."""
    return {"rows": rows}


@register.inclusion_tag("ui/parts/back_link.html")
def back_link(url: str, text: str = "") -> dict[str, str]:
    """The way back, above the heading."""
    return {"url": url, "text": text or gettext("Back")}


@register.inclusion_tag("ui/parts/return_code.html")
def return_code(code: str, note: str = "") -> dict[str, Any]:
    """A code big enough to copy by hand; each word is spoken by itself."""
    return {"code": code, "words": code.split(), "note": note}


@register.inclusion_tag("ui/parts/support_lines.html", takes_context=True)
def support_lines(context: Context, compact: bool = False, heading: str = "") -> dict[str, Any]:
    """Whom to call, from `to_call` of the page: lines with what to press, and their sources, which
    `compact` leaves out. A page that knows of none says when to call 999."""
    heading = heading or gettext("If you need someone now")
    return {"compact": compact, "heading": heading, "to_call": context.get("to_call")}


@register.inclusion_tag("ui/parts/help_now.html", takes_context=True)
def help_now(
    context: Context, level: int = 2, url: str = "", doors: Iterable[Mapping[str, str]] = ()
) -> dict[str, Any]:
    """999, the `doors` to what to do (each `{label, url}`), the lines of the page's `to_call`.
    `url` leads to more."""
    return {"level": level, "url": url, "doors": doors, "to_call": context.get("to_call")}


def _render(name: str, **values: Any) -> str:
    return render_to_string(name, values)
