"""What can be chosen in an XForm: written beside the question, or in an instance of its own."""

import re
from dataclasses import dataclass, field
from pathlib import PurePath
from xml.etree.ElementTree import Element

from pennydrop.rooms.listen.rules.form.xforms.tags import attribute, first, inside, tag
from pennydrop.rooms.listen.rules.form.xforms.words import Words

_FROM = re.compile(r"instance\(\s*['\"](.+?)['\"]\s*\)/root/item\s*(?:\[(.*)\])?\s*\Z", re.S)
_RANDOM = re.compile(r"randomize\((.*?)(?:,\s*([^,()]+(?:\(\))?))?\)\s*\Z", re.S)
_REPEAT = re.compile(r"(/[^\[\]]+?)(?:\[(.*)\])?\Z", re.S)


@dataclass
class Chosen:
    """A question's list as the cells of its row: what follows the type, and the other columns."""

    rest: str
    cells: dict[str, str] = field(default_factory=dict)
    file: bool = False


@dataclass
class Lists:
    """`rows` become the sheet of choices. `files` are instances whose rows are elsewhere."""

    words: Words
    rows: list[dict[str, str]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    known: dict[str, list[Element]] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    def declare(self, instance: Element) -> None:
        name, source = attribute(instance, "id"), attribute(instance, "src")
        if source:
            self.files[name] = PurePath(source).name
            return
        root = first(instance, "root")
        items = [] if root is None else list(inside(root, "item"))
        if items:
            self.known[name] = items
        else:  # another shape than that of a list: kept as a name to look into
            self.files[name] = f"{name}.xml"

    def of(self, control: Element, name: str) -> Chosen | None:
        """The list of a select or a rank; None where it has none that we can show."""
        itemset = first(control, "itemset")
        if itemset is None:
            return self._beside(control, name)
        nodeset = attribute(itemset, "nodeset")
        cells: dict[str, str] = {}
        random = _RANDOM.match(nodeset)
        if random:
            nodeset = random[1]
            seed = f" seed={random[2]}" if random[2] and random[2].isdigit() else ""
            cells["parameters"] = f"randomize=true{seed}"
        return self._looked_up(itemset, nodeset, cells)

    def _looked_up(self, itemset: Element, nodeset: str, cells: dict[str, str]) -> Chosen | None:
        value, label = first(itemset, "value"), first(itemset, "label")
        value_name = attribute(value, "ref") if value is not None else "name"
        found = _FROM.match(nodeset)
        if found and found[1] in self.files:
            return Chosen(self.files[found[1]], {**cells, **_filter(found[2])}, file=True)
        if found and found[1] in self.known:
            self.write(found[1], value_name, attribute(label, "ref") if label is not None else "")
            return Chosen(found[1], {**cells, **_filter(found[2])})
        repeat = _REPEAT.match(nodeset)
        name = self.words.names.get(f"{repeat[1]}/{value_name}") if repeat else None
        if repeat and name:
            return Chosen(f"${{{name}}}", {**cells, **_filter(repeat[2])})
        return None

    def write(self, name: str, value: str = "name", label: str = "") -> None:
        """An instance's items as rows of choices, once."""
        if name in self.written:
            return
        self.written.add(name)
        for number, item in enumerate(self.known[name], start=1):
            cells = {tag(child): self.words.flat(child) for child in item}
            spoken = self.words.looked_up(cells.pop("itextId", ""), "label")
            plain = {"label": cells.get(label, "")} if label and not label.startswith("jr:") else {}
            # What only expressions look into may have no names at all; a list here needs them.
            named = {"list_name": name, "name": cells.get(value) or str(number)}
            self.rows.append({**cells, **named, **plain, **spoken})

    def _beside(self, control: Element, name: str) -> Chosen | None:
        items = list(inside(control, "item"))
        listed = name
        while listed in self.written:
            listed += "_"
        self.written.add(listed)
        for item in items:
            value = first(item, "value")
            words = self.words.of(first(item, "label"), "label")
            stored = self.words.flat(value) if value is not None else ""
            self.rows.append({"list_name": listed, "name": stored, **words})
        return Chosen(listed) if items else None


def _filter(predicate: str | None) -> dict[str, str]:
    return {"choice_filter": predicate} if predicate else {}
