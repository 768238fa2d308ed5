"""What a question page is told: words made safe, its fields, and what is wrong with them."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from pennydrop.core.documents import prose
from pennydrop.rooms.listen.forms.answers import FIELD, Posted, part_of, prefix_of
from pennydrop.rooms.listen.models import FormVersion
from pennydrop.rooms.listen.queries.walks import plan_for
from pennydrop.rooms.listen.rules.languages import Language, language_of
from pennydrop.rooms.listen.rules.walking import Means, Page, Stop, Walk
from pennydrop.rooms.listen.views.media import Files, shown
from pennydrop.rooms.listen.views.participant.fields import (
    LEAVE_NAMES,
    field_of,
    first_id,
)

TOGETHER = "A few things about this"
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


# What is wrong on a page: by the path of the question, a message for each field that is wrong, by
# the end of its id.
Wrong = Mapping[str, Mapping[str, str]]


def question_page(
    walk: Walk, stop: Stop, *, of: int, language: Language, files: Files,
    typed: Posted | None = None, wrong: Wrong | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The context of one page, with a field for each question on it. `typed` is shown again where
    something is `wrong` with it; `files` knows the pictures and sounds of the form."""
    page, wrong = walk.page(stop), wrong or {}
    pages = [walk.page(one) for one in stop.questions]
    together = page.means is Means.TOGETHER
    sent = set(typed.getlist("shown")) if typed is not None else set()
    fields = [
        _field(
            page, one, language, None if together and one.address not in sent else typed,
            wrong.get(one.path, {}), files,
        )
        for one in pages
    ]  # fmt: skip
    return {
        "page": page, "means": page.means.value, "step": walk.number(stop), "of": of,
        "address": stop.address, "together": together, "fields": fields,
        "heading": first_line(page.label) or (TOGETHER if together else "Please read this"),
        "more_label": other_lines(page.label), "hint": in_lines(page.hint),
        "guidance": in_lines(page.guidance),
        "headings": [in_line(heading) for heading in page.headings],
        "asks": any(one.asks for one in pages), "answered": any(one.stored for one in pages),
        "consents": any(one.consents for one in pages),
        "uploads": any(field["widget"] == "file" for field in fields),
        "media": shown(page.item.media, page.label, language.name, files),
        "form_language": language, "leave_names": LEAVE_NAMES,
        "errors": {key: said for field in fields for key, said in field["errors"].items()},
    }  # fmt: skip


def _field(
    page: Page, one: Page, language: Language, typed: Posted | None, wrong: Mapping[str, str],
    files: Files,
) -> dict[str, Any]:  # fmt: skip
    """One question of a page: its field, under its own words where it is not alone."""
    together = page.means is Means.TOGETHER
    prefix = prefix_of(one) if together else ""
    field = field_of(one, typed=None if typed is None else part_of(typed, prefix))
    _with_pictures(field, one, language, files)
    name, first = f"{prefix}{FIELD}", first_id(field)
    words = _own_words(page, one, field, language) if together else {"more": ""}
    described = ("helptext" if words["more"] else "", "error" if wrong else "")
    return field | words | {
        "name": name, "id": f"id_{name}", "drop_name": f"{prefix}drop",
        "heading": first_line(one.label), "shown": one.address if together else "",
        "media": shown(one.question.media, one.label, language.name, files) if together else [],
        "described": " ".join(f"id_{name}_{part}" for part in described if part),
        "error": next(iter(wrong.values()), ""),
        "errors": {f"id_{name}{part or first}": said for part, said in wrong.items()},
    }  # fmt: skip


def _with_pictures(field: dict[str, Any], one: Page, language: Language, files: Files) -> None:
    """Put the pictures and sounds of choices beside their words."""
    media = {choice.name: choice.media for choice in one.question.choices if choice.media}
    if not media or field["widget"] != "tiles":
        return
    labels = {option.name: option.label for option in one.choices}
    field["options"] = [
        (name, _pictured(label, shown(media.get(name, ()), labels[name], language.name, files)))
        for name, label in field["options"]
    ]


def _pictured(label: SafeString, beside: list[dict[str, Any]]) -> SafeString:
    pictures = [one for one in beside if one["kind"] == "image"]
    return format_html_join(
        "", "{}<img src=\"{}\" alt=\"{}\">", ((label, p["url"], p["words"]) for p in pictures)
    ) or label  # fmt: skip


def _own_words(
    page: Page, one: Page, field: Mapping[str, Any], language: Language
) -> dict[str, Any]:
    """The words of a question that stands on a page with others."""
    rest = one.label.strip().partition("\n")[2].strip()
    above = len(page.headings) + bool(page.label)
    inner = one.headings[above:]
    how = field.get("field_hint", "")
    more = " ".join(filter(None, (rest, one.hint, "" if how == LEAVE_NAMES else how)))
    return {
        "label": _in_its_language(first_line(one.label), language),
        "more": in_line(more.replace("\n", " ")), "guidance": in_lines(one.guidance),
        "about": in_line(inner[-1]) if inner else "",
    }  # fmt: skip


def _in_its_language(words: SafeString, language: Language) -> SafeString:
    if not language.code:
        return words
    return format_html(
        '<span lang="{}" dir="{}">{}</span>', language.code, language.direction, words
    )
