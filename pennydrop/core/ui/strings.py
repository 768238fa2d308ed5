"""Every text that pages say through gettext, found in the templates and in the code itself, so that
no list has to be kept up to date."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.template import engines
from django.template.base import FilterExpression, Node, Variable
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

_CALLS = {"_": 0, "gettext": 0, "gettext_lazy": 0, "ngettext": 0, "pgettext": 1, "pgettext_lazy": 1}


@dataclass(frozen=True)
class Found:
    """A text with where it stands (a file, from the product's folder on). `context` parts texts
    that are the same in English alone; `plural` is empty where nothing is counted."""

    english: str
    place: str
    context: str = ""
    plural: str = ""


def strings_in(folder: Path) -> Iterator[Found]:
    """Of every template and module below a folder. A text may come more than once."""
    django: Any = engines["django"]
    engine = django.engine
    for file in sorted(folder.rglob("*.html")):
        template = engine.from_string(file.read_text(encoding="utf-8"))
        yield from _in_template(template.nodelist, str(file.relative_to(folder)))
    for file in sorted(folder.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if "gettext" in text:
            yield from _in_code(ast.parse(text), str(file.relative_to(folder)))


def _in_template(thing: Any, place: str) -> Iterator[Found]:
    if isinstance(thing, TranslateNode):
        context = thing.message_context.var if thing.message_context else ""
        variable = thing.filter_expression.var
        if isinstance(variable, Variable) and isinstance(variable.literal, str):
            yield _found(variable.literal, place, _literal(context))
    elif isinstance(thing, BlockTranslateNode):
        context = thing.message_context.var if thing.message_context else ""
        english, _ = thing.render_token_list(thing.singular)
        plural = thing.render_token_list(thing.plural)[0] if thing.plural else ""
        yield Found(english, place, _literal(context), plural)
        yield from _in_template(list(thing.extra_context.values()), place)
    elif isinstance(thing, FilterExpression):
        yield from _in_template(thing.var, place)
        yield from _in_template([one for _, every in thing.filters for _, one in every], place)
    elif isinstance(thing, Variable):
        if thing.translate and isinstance(thing.literal, str):
            yield _found(thing.literal, place, "")
    else:
        yield from _below(thing, place)


def _below(thing: Any, place: str) -> Iterator[Found]:
    if isinstance(thing, Node):
        thing = [value for name, value in vars(thing).items() if name not in {"origin", "token"}]
    elif isinstance(thing, dict):
        thing = list(thing.values())
    if isinstance(thing, (list, tuple)):
        for one in thing:
            yield from _in_template(one, place)


def _found(text: str, place: str, context: str) -> Found:
    # As Django's template tags ask for it: whatever may be filled in later has a name.
    return Found(str(text).replace("%", "%%"), place, context)


def _literal(value: Any) -> str:
    return str(value.literal if isinstance(value, Variable) else value)


def _in_code(tree: ast.AST, place: str) -> Iterator[Found]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
        at = _CALLS.get(node.func.id)
        if at is None or len(texts) <= at or not isinstance(texts[at], str):
            continue
        plural = str(texts[1]) if node.func.id == "ngettext" else ""
        yield Found(str(texts[at]), place, str(texts[0]) if at else "", plural)
