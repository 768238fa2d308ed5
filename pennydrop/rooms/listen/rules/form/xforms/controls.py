"""What an XForm's body shows: which control stands for which node, and in which order."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from pennydrop.rooms.listen.rules.form.xforms.tags import attribute, first, tag

ASKING = frozenset({"input", "select", "select1", "rank", "upload", "range", "trigger", "secret"})
_TYPES = {
    "int": "integer", "integer": "integer", "decimal": "decimal", "date": "date", "time": "time",
    "dateTime": "dateTime", "geopoint": "geopoint", "geotrace": "geotrace",
    "geoshape": "geoshape", "barcode": "barcode",
}  # fmt: skip
PRELOADS = {
    ("timestamp", "start"): "start", ("timestamp", "end"): "end", ("date", "today"): "today",
}  # fmt: skip


@dataclass
class Body:
    """Controls, groups and repeats by the path that they show; `order` is that of the body.
    `unbound` are the binds that controls name and that are not there ("": none is named)."""

    controls: dict[str, Element] = field(default_factory=dict)
    groups: dict[str, Element] = field(default_factory=dict)
    repeats: dict[str, Element] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    loose: int = 0
    unbound: list[str] = field(default_factory=list)

    def read(self, body: Element, binds: dict[str, str], root: str) -> None:
        """`binds` gives for a bind's id its path, for controls that name the bind; `root` is
        where a path that does not begin at the top begins."""
        waiting = [(element, root) for element in list(body)[::-1]]
        while waiting:
            element, around = waiting.pop()
            ref = attribute(element, "ref") or attribute(element, "nodeset")
            path = from_here(ref, around) if ref else binds.get(attribute(element, "bind"), "")
            kind = tag(element)
            if kind in ASKING and path:
                self.controls.setdefault(path, element)
                self._met(path)
            elif kind in ASKING:
                self.unbound.append(attribute(element, "bind"))
            elif kind in {"group", "repeat"}:
                self._group(kind, path, element)
                waiting.extend((inner, path or around) for inner in list(element)[::-1])

    def _group(self, kind: str, path: str, element: Element) -> None:
        if path:
            (self.groups if kind == "group" else self.repeats).setdefault(path, element)
            self._met(path)
        elif first(element, "label") is not None:
            self.loose += 1

    def _met(self, path: str) -> None:
        for at, letter in enumerate(path):
            if letter == "/" and at:
                self.order.setdefault(path[:at], len(self.order))
        self.order.setdefault(path, len(self.order))


def from_here(ref: str, around: str) -> str:
    """A path from the top, for one that may begin at what is round it."""
    if ref.startswith("/"):
        return ref.rstrip("/")
    names = around.split("/")
    for step in ref.split("/"):
        if step == "..":
            names.pop()
        elif step not in {".", ""}:
            names.append(step)
    return "/".join(names)


def type_of(control: Element, bind: Element | None) -> str:
    """The XLSForm type of a control, without a list."""
    kind = tag(control)
    data = attribute(bind, "type").rpartition(":")[2] if bind is not None else ""
    if kind == "upload":
        return _uploaded(attribute(control, "mediatype"))
    if kind in {"select", "select1", "rank"}:
        return {"select": "select_multiple", "select1": "select_one"}.get(kind, kind)
    if kind in {"range", "trigger"}:
        return "acknowledge" if kind == "trigger" else "range"
    read_only = bind is not None and attribute(bind, "readonly") == "true()"
    return "note" if read_only and data in {"", "string"} else _TYPES.get(data, "text")


def silent_type(bind: Element | None) -> str:
    """The type of a node that no control shows; nothing for what only a server needs."""
    if bind is None:
        return "hidden"
    preload = attribute(bind, "preload")
    if preload in {"uid", "uuid"}:
        return ""
    if preload == "property":
        return attribute(bind, "preloadParams")
    if preload:
        return PRELOADS.get((preload, attribute(bind, "preloadParams")), "")
    return "calculate" if attribute(bind, "calculate") else "hidden"


def _uploaded(media: str) -> str:
    first_part = media.partition("/")[0]
    return first_part if first_part in {"image", "audio", "video"} else "file"
