"""The texts of an XForm: written in place, or looked up by language (itext)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from pennydrop.rooms.listen.rules.form.xforms.tags import attribute, has, inside, tag

_LOOKED_UP = re.compile(r"jr:itext\(\s*['\"](.+?)['\"]\s*\)")
# What a value's form is called as a column; any other form is not shown.
FORMS = {
    "": "label", "long": "label", "short": "short", "guidance": "guidance_hint",
    "image": "image", "big-image": "big-image", "audio": "audio", "video": "video",
}  # fmt: skip


@dataclass
class Words:
    """`said`: for every id of itext the columns it fills, `label::Cymraeg` and so on.

    `names` gives for a path the `${name}` that means it in a text; `lost` counts what stood in a
    text and cannot be said that way.
    """

    names: Mapping[str, str]
    said: dict[str, dict[str, str]] = field(default_factory=dict)
    default: str = ""
    lost: int = 0

    def read(self, itext: Element) -> None:
        translations = list(inside(itext, "translation"))
        marked = [one for one in translations if has(one, "default")] or translations
        self.default = attribute(marked[0], "lang") if marked else ""
        if self.default == "default":  # the name that converters give to no language
            self.default = ""
        for translation in translations:
            for text in inside(translation, "text"):
                self._entry(attribute(text, "id"), attribute(translation, "lang"), text)

    def _entry(self, key: str, language: str, text: Element) -> None:
        columns = self.said.setdefault(key, {})
        for value in inside(text, "value"):
            column = FORMS.get(attribute(value, "form"))
            # A dash stands where a converter found no translation.
            if column and self.flat(value) != "-":
                name = column if language in {"", "default"} else f"{column}::{language}"
                columns[name] = _file(self.flat(value)) if _media(column) else self.flat(value)

    def of(self, element: Element | None, column: str) -> dict[str, str]:
        """What a label, hint or message says, as columns; `column` is what a label fills."""
        if element is None:
            return {}
        found = _LOOKED_UP.match(attribute(element, "ref"))
        if found:
            return self.looked_up(found[1], column)
        flat = self.flat(element)
        return {column: flat} if flat else {}

    def message(self, text: str, column: str) -> dict[str, str]:
        found = _LOOKED_UP.match(text)
        if found:
            return self.looked_up(found[1], column)
        return {column: text} if text else {}

    def looked_up(self, key: str, column: str) -> dict[str, str]:
        def renamed(name: str) -> str:
            base, mark, language = name.partition("::")
            return f"{column if base == 'label' else base}{mark}{language}"

        return {renamed(name): text for name, text in self.said.get(key, {}).items() if text}

    def flat(self, element: Element) -> str:
        """Mixed content on one line; an output of a question is written `${name}`."""
        pieces = [element.text or ""]
        for child in element:
            if tag(child) == "output":
                pieces.append(self._output(attribute(child, "value") or attribute(child, "ref")))
            else:
                pieces.append(self.flat(child))
            pieces.append(child.tail or "")
        return re.sub(r"[ \t]*\n\s*", "\n", "".join(pieces)).strip()

    def _output(self, expression: str) -> str:
        name = self.names.get(expression.strip())
        if not name:
            self.lost += 1
        return f"${{{name}}}" if name else "…"


def _media(column: str) -> bool:
    return column in {"image", "big-image", "audio", "video"}


def _file(address: str) -> str:
    return address.rpartition("/")[2]
