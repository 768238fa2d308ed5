"""An XForm's model and body as the rows of an XLSForm."""

import difflib
from collections.abc import Collection, Iterator
from pathlib import PurePath
from xml.etree.ElementTree import Element

from pennydrop.rooms.listen.rules.form.logic import default_is_expression
from pennydrop.rooms.listen.rules.form.model import Form, Kind, Question, Remark
from pennydrop.rooms.listen.rules.form.problems import FormProblems, Problem
from pennydrop.rooms.listen.rules.form.reading import read_form
from pennydrop.rooms.listen.rules.form.sheet import Sheets
from pennydrop.rooms.listen.rules.form.xforms.controls import Body, from_here, silent_type, type_of
from pennydrop.rooms.listen.rules.form.xforms.lists import Lists
from pennydrop.rooms.listen.rules.form.xforms.tags import attribute, first, inside, tag
from pennydrop.rooms.listen.rules.form.xforms.words import Words

DEEPEST = 30
_BINDS = {"relevant": "relevant", "constraint": "constraint", "required": "required",
          "readonly": "read_only", "calculate": "calculation"}  # fmt: skip
_MESSAGES = {"constraintMsg": "constraint_message", "requiredMsg": "required_message"}
Cells = dict[str, str]


class NoXForm(ValueError):
    """The XML is no form. The message says what is missing."""


def read_xform(top: Element, name: str = "", media: Collection[str] | None = None) -> Form:
    """Read an ODK XForm; `media` as for `read_form`. Raises NoXForm, or FormProblems that name
    the node instead of a row."""
    reading = _Reading(top)
    reading.rows(reading.root, f"/{tag(reading.root)}", 0)
    nowhere = [*reading.nowhere()]
    try:
        form = read_form(reading.sheets(), name, media=media)
    except FormProblems as refused:
        found = [reading.placed(p) for p in refused.problems]
        raise FormProblems([*nowhere, *found]) from refused
    if nowhere:
        raise FormProblems(nowhere)
    remarks = tuple(reading.remark(remark) for remark in form.remarks)
    return Form(**{**vars(form), "remarks": (*remarks, *reading.lost())})


class _Reading:
    def __init__(self, top: Element) -> None:
        model = next((e for e in top.iter() if tag(e) == "model"), None)
        body = next((e for e in top.iter() if tag(e) == "body"), None)
        instances = list(inside(model, "instance")) if model is not None else []
        if model is None or body is None or not instances or not len(instances[0]):
            raise NoXForm("is XML, but no ODK XForm: it has no model, instance or body")
        self.root = instances[0][0]
        self.title = next((e.text or "" for e in top.iter() if tag(e) == "title"), "")
        here = f"/{tag(self.root)}"
        self.binds = {
            from_here(attribute(bind, "nodeset"), here): bind for bind in inside(model, "bind")
        }
        self.words = Words(self._names())
        self.lists = Lists(self.words)
        self.body = Body()
        self.survey: list[Cells] = []
        self.paths: list[str] = []
        self._prepare(model, body, instances[1:])

    def _prepare(self, model: Element, body: Element, instances: list[Element]) -> None:
        for itext in inside(model, "itext"):
            self.words.read(itext)
        for instance in instances:
            self.lists.declare(instance)
        top = f"/{tag(self.root)}"
        named = {attribute(bind, "id"): path for path, bind in self.binds.items()}
        named.pop("", None)
        self.body.read(body, named, top)
        self.starts = {
            attribute(e, "ref"): attribute(e, "value") for e in inside(model, "setvalue")
        }

    def nowhere(self) -> Iterator[Problem]:
        """Controls that show no node: without this they would vanish without a word."""
        known = {f"/{tag(self.root)}": self.root}
        waiting = [*known.items()]
        while waiting:
            path, element = waiting.pop()
            inner = {f"{path}/{tag(child)}": child for child in element}
            known.update(inner)
            waiting.extend(inner.items())
        for path in (path for path in self.body.controls if path not in known):
            near = difflib.get_close_matches(path, known, n=1, cutoff=0.6)
            hint = f"Did you mean “{near[0]}”?" if near else "Put a node there, or change it."
            message = f"“{path}” leads to nothing in the form’s instance. {hint}"
            yield Problem("XForm", 0, "ref", message)
        for name in self.body.unbound:
            message = f"there is no bind “{name}”." if name else "a control has no ref."
            yield Problem(
                "XForm", 0, "bind" if name else "ref", f"{message} Write a path in “ref”."
            )

    def _names(self) -> dict[str, str]:
        """The name that means a path, for every name that stands only once."""
        found: dict[str, list[str]] = {}
        waiting = [(self.root, f"/{tag(self.root)}")]
        while waiting:
            element, path = waiting.pop()
            for child in element:
                inner = f"{path}/{tag(child)}"
                if inner not in found.setdefault(tag(child), []):
                    found[tag(child)].append(inner)
                waiting.append((child, inner))
        return {paths[0]: name for name, paths in found.items() if len(paths) == 1}

    def rows(self, container: Element, path: str, depth: int) -> None:
        if depth > DEEPEST:
            raise NoXForm(f"has more than {DEEPEST} groups inside each other")
        for child, inner in self._ordered(container, path):
            if len(child) or inner in self.body.groups or inner in self.body.repeats:
                self._group(child, inner, depth)
            else:
                self._leaf(child, inner)

    def _ordered(self, container: Element, path: str) -> list[tuple[Element, str]]:
        """Children in the order of the body; what is not shown stays after what it followed."""
        found: dict[str, tuple[Element, int]] = {}
        last = -1
        for child in container:
            inner = f"{path}/{tag(child)}"
            last = self.body.order.get(inner, last)
            if tag(child) != "meta":
                found.setdefault(inner, (child, last))
        ordered = sorted(found.items(), key=lambda pair: pair[1][1])
        return [(child, inner) for inner, (child, _) in ordered]

    def _put(self, path: str, cells: Cells) -> None:
        self.survey.append({key: text for key, text in cells.items() if text})
        self.paths.append(path)

    def _group(self, child: Element, path: str, depth: int) -> None:
        repeat = self.body.repeats.get(path)
        shown = self.body.groups.get(path)
        label = next((first(e, "label") for e in (shown, repeat)
                      if e is not None and first(e, "label") is not None), None)  # fmt: skip
        block = "group" if repeat is None else "repeat"
        count = attribute(repeat, "count") if repeat is not None else ""
        look = attribute(shown, "appearance") if shown is not None else ""
        cells = {"type": f"begin_{block}", "name": tag(child), "appearance": look,
                 "repeat_count": count}  # fmt: skip
        self._put(path, {**cells, **self._bound(path), **self.words.of(label, "label")})
        self.rows(child, path, depth + 1)
        self._put(path, {"type": f"end_{block}"})

    def _bound(self, path: str) -> Cells:
        bind = self.binds.get(path)
        if bind is None:
            return {}
        cells = {column: attribute(bind, name) for name, column in _BINDS.items()}
        for name, column in _MESSAGES.items():
            cells.update(self.words.message(attribute(bind, name), column))
        return cells

    def _leaf(self, child: Element, path: str) -> None:
        control, bind = self.body.controls.get(path), self.binds.get(path)
        kind = silent_type(bind) if control is None else type_of(control, bind)
        if not kind:
            return
        cells = {"type": kind, "name": tag(child), **self._bound(path), **self._start(child, path)}
        if kind == "note":
            cells["read_only"] = ""
        if control is not None:
            cells.update(self._shown(control, tag(child), kind))
        self._put(path, cells)

    def _start(self, child: Element, path: str) -> Cells:
        """What stands in the node before anybody has answered."""
        worked_out = self.starts.get(path, "")
        if not worked_out:
            return {"default": (child.text or "").strip()}
        question = Question("x", Kind.TEXT, default=worked_out)
        known = default_is_expression(question)
        return {"default": worked_out if known else f"string({worked_out})"}

    def _shown(self, control: Element, name: str, kind: str) -> Cells:
        cells = {"appearance": attribute(control, "appearance")}
        cells.update(self.words.of(first(control, "label"), "label"))
        cells.update(self.words.of(first(control, "hint"), "hint"))
        if not any(key.partition("::")[0] in {"label", "hint"} for key in cells):
            cells["label"] = name.replace("_", " ")
        if kind == "range":
            pairs = [(key, attribute(control, key)) for key in ("start", "end", "step")]
            cells["parameters"] = " ".join(f"{key}={value}" for key, value in pairs if value)
        if kind in {"select_one", "select_multiple", "rank"}:
            chosen = self.lists.of(control, name)
            file = "_from_file" if chosen and chosen.file and kind != "rank" else ""
            cells["type"] = f"{kind}{file} {chosen.rest}" if chosen else kind
            cells.update(chosen.cells if chosen else {})
        return cells

    def sheets(self) -> Sheets:
        for name in [n for n in self.lists.known if self._looked_into(n)]:
            self.lists.write(name)
        for name in self.lists.files:
            if self._looked_into(name):
                self._put(f"/{name}", {"type": "csv-external", "name": PurePath(name).stem})
        settings = {
            "form_title": self.title, "form_id": attribute(self.root, "id"),
            "version": attribute(self.root, "version"), "name": tag(self.root),
            "default_language": self.words.default, "allow_choice_duplicates": "yes",
        }  # fmt: skip
        return {
            "survey": _table(self.survey, "type", "name"),
            "choices": _table(self.lists.rows, "list_name", "name"),
            "settings": _table([{key: text for key, text in settings.items() if text}]),
        }

    def _looked_into(self, name: str) -> bool:
        marks = (f"instance('{name}')", f'instance("{name}")')
        return any(mark in text for cells in self.survey for text in cells.values()
                   for mark in marks)  # fmt: skip

    def _node(self, sheet: str, row: int) -> str:
        inside_rows = sheet == "survey" and 2 <= row < len(self.paths) + 2
        return f"{self.paths[row - 2]}: " if inside_rows else ""

    def placed(self, problem: Problem) -> Problem:
        node = self._node(problem.sheet, problem.row)
        return Problem("XForm", 0, problem.column, node + problem.message)

    def remark(self, remark: Remark) -> Remark:
        return Remark(
            "XForm", 0, remark.column, self._node(remark.sheet, remark.row) + remark.message
        )

    def lost(self) -> Iterator[Remark]:
        if self.words.lost:
            message = f"{self.words.lost} worked-out values inside texts are shown as “…”."
            yield Remark("XForm", 0, "output", message)
        if self.body.loose:
            message = f"{self.body.loose} headings of groups without a name were left out."
            yield Remark("XForm", 0, "group", message)


def _table(rows: list[Cells], *needed: str) -> list[list[str]]:
    columns = list(dict.fromkeys([*needed, *(key for cells in rows for key in cells)]))
    return [columns, *([cells.get(column, "") for column in columns] for cells in rows)]
