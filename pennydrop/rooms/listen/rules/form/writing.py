"""A form as the rows of an XLSForm, which every tool of the standard reads."""

from collections.abc import Iterable, Sequence

from pennydrop.rooms.listen.rules.form.model import (
    Choice,
    ChoiceList,
    Form,
    Group,
    Item,
    Kind,
    Question,
    Repeat,
)
from pennydrop.rooms.listen.rules.form.texts import Text

Cells = dict[str, str]
_SPOKEN = {
    "label": "label", "hint": "hint", "guidance": "guidance_hint", "short": "short",
    "required_message": "required_message", "constraint_message": "constraint_message",
}  # fmt: skip
_PLAIN = (
    "relevant", "constraint", "calculation", "choice_filter", "default", "trigger", "appearance",
)  # fmt: skip
# The order in which people look for columns; whatever else there is follows.
_FIRST = (
    "type", "name", "label", "hint", "guidance_hint", "short", "required", "required_message",
    "relevant", "constraint", "constraint_message", "calculation", "choice_filter", "default",
    "read_only", "trigger", "repeat_count", "appearance", "parameters", "image", "big-image",
    "audio", "video", "list_name",
)  # fmt: skip


def write_rows(form: Form) -> dict[str, list[list[str]]]:
    """The sheets of the form; `read_form` makes the same form of them (remarks left out)."""
    survey = [*_rows(form, form.items), *({"type": "csv-external", "name": listed.name}
                                          for listed in form.lookups if listed.source)]  # fmt: skip
    written = [listed for listed in form.lists() if not listed.source]
    sheets = {
        "survey": _table(survey, ("type", "name", *_labels(form))),
        "choices": _table(_choices(form, (x for x in written if not x.external)),
                          ("list_name", "name", *_labels(form))),
        "external_choices": _table(_choices(form, (x for x in written if x.external)),
                                   ("list_name", "name", *_labels(form))),
        "settings": _table([_settings(form)], ("form_title", "form_id", "version")),
    }  # fmt: skip
    return {name: rows for name, rows in sheets.items() if len(rows) > 1 or name in {"survey"}}


def _settings(form: Form) -> Cells:
    cells = {
        "form_title": form.title, "form_id": form.form_id, "version": form.version,
        "default_language": form.default_language,
        "name": form.root if form.root != "data" else "",
    }  # fmt: skip
    return {**cells, **dict(form.settings)}


def _rows(form: Form, items: Sequence[Item]) -> Iterable[Cells]:
    for item in items:
        if isinstance(item, Group):
            block = "repeat" if isinstance(item, Repeat) else "group"
            yield {"type": f"begin_{block}", **_group(form, item)}
            yield from _rows(form, item.items)
            yield {"type": f"end_{block}"}
        else:
            yield {"type": _type(item), **_question(form, item)}


def _group(form: Form, group: Group) -> Cells:
    return {
        "name": group.name, "relevant": group.relevant, "appearance": group.appearance,
        "read_only": _yes(group.read_only),
        "repeat_count": group.count if isinstance(group, Repeat) else "",
        **_said(form, "label", group.label), **_said(form, "hint", group.hint),
        **_media(form, group.media), **dict(group.kept),
    }  # fmt: skip


def _question(form: Form, question: Question) -> Cells:
    cells = {
        "name": question.name, "required": _yes(question.required),
        "read_only": _yes(question.read_only),
        "parameters": " ".join(f"{name}={value}" for name, value in question.parameters),
        **{name: getattr(question, name) for name in _PLAIN},
    }  # fmt: skip
    for field, column in _SPOKEN.items():
        cells.update(_said(form, column, getattr(question, field)))
    return {**cells, **_media(form, question.media), **dict(question.kept)}


def _type(question: Question) -> str:
    listed = question.listed
    if not listed:
        return question.kind.value
    if not listed.source:
        outside = "_external" if listed.external and question.kind is Kind.SELECT_ONE else ""
        return f"{question.kind.value}{outside} {listed.name}"
    file = not listed.source.startswith("${") and question.kind is not Kind.RANK
    return f"{question.kind.value}{'_from_file' if file else ''} {listed.source}"


def _choices(form: Form, lists: Iterable[ChoiceList]) -> Iterable[Cells]:
    return (_choice(form, listed, choice) for listed in lists for choice in listed.choices)


def _choice(form: Form, listed: ChoiceList, choice: Choice) -> Cells:
    return {
        "list_name": listed.name, "name": choice.name, **_said(form, "label", choice.label),
        **_media(form, choice.media), **dict(choice.extra),
    }  # fmt: skip


def _said(form: Form, column: str, text: Text) -> Cells:
    said = dict(text.said)
    return {
        f"{column}::{language}" if language else column: said[language]
        for language in form.languages
        if language in said
    }


def _media(form: Form, media: Sequence[tuple[str, Text]]) -> Cells:
    return {
        column: words for kind, text in media for column, words in _said(form, kind, text).items()
    }


def _yes(expression: str) -> str:
    return "yes" if expression == "true()" else expression


def _labels(form: Form) -> tuple[str, ...]:
    """A column for every language, in their order, even where one is empty."""
    return tuple(f"label::{name}" if name else "label" for name in form.languages)


def _table(rows: Iterable[Cells], needed: Sequence[str]) -> list[list[str]]:
    every = list(rows)
    filled = dict.fromkeys(key for cells in every for key, text in cells.items() if text)
    columns = sorted({**dict.fromkeys(needed), **filled}, key=lambda name: _place(name, needed))
    return [columns, *([cells.get(column, "") for column in columns] for cells in every)]


def _place(column: str, needed: Sequence[str]) -> int:
    """The order in which people look for columns; `sorted` keeps languages in theirs."""
    if column in needed:
        return needed.index(column)
    base = column.partition("::")[0]
    return len(needed) + (_FIRST.index(base) if base in _FIRST else len(_FIRST))
