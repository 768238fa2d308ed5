"""The study's questions as a phone can ask them without signal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from pennydrop.core.documents import prose
from pennydrop.rooms.listen.models import FormVersion
from pennydrop.rooms.listen.queries.walks import plan_for
from pennydrop.rooms.listen.rules.form import Kind, Question, Repeat
from pennydrop.rooms.listen.rules.form.model import Placed

SHOWN_AS = {
    Kind.TEXT: "area", Kind.INTEGER: "number", Kind.DECIMAL: "number", Kind.RANGE: "number",
    Kind.SELECT_ONE: "one", Kind.SELECT_MULTIPLE: "several", Kind.DATE: "date", Kind.TIME: "time",
    Kind.GEOPOINT: "line", Kind.ACKNOWLEDGE: "tick", Kind.NOTE: "note", Kind.RANK: "rank",
    Kind.IMAGE: "file", Kind.AUDIO: "file", Kind.VIDEO: "file", Kind.FILE: "file",
}  # fmt: skip
LISTED = frozenset({"one", "several", "rank"})
ROUND = "[#]"  # stands in a path for the number of the round, which the phone fills in
MOST_CHOICES = 200
_NAMED = re.compile(r"\$\{[^}]*\}")


@dataclass(frozen=True)
class Asked:
    """One question (`shown_as` says with which field) or note. `sometimes`: the form asks it only
    of some people, and what does not apply falls away on the server."""

    path: str
    shown_as: str
    heading: str
    label: str
    more: str
    hint: str
    choices: tuple[tuple[str, str], ...]
    sometimes: bool
    kind: Kind

    @property
    def full_hint(self) -> str:
        only = "Only if it fits; else leave it out." if self.sometimes else ""
        return " ".join(filter(None, (only, self.more, self.hint)))


@dataclass(frozen=True)
class Rounds:
    """A part that is answered any number of times; `inside` have `[#]` in their paths. `counted`:
    the form works out how often, so that how many there are is no answer."""

    path: str
    label: str
    inside: tuple[Asked, ...]
    counted: bool
    shown_as: str = "rounds"


@dataclass(frozen=True)
class Paper:
    """`left_out` is how many questions need signal: long lists, lists that come from elsewhere, and
    parts within parts that are answered several times."""

    form: UUID
    asked: tuple[Asked | Rounds, ...]
    left_out: int


def paper_of(version: FormVersion) -> Paper:
    """The form in its own language, one question after the other."""
    form = plan_for(version).form
    shown = [p for p in form.placed() if isinstance(p.item, Question) and not p.item.silent]
    fitting = [placed for placed in shown if _fits(placed)]
    language = form.default_language or form.languages[0]
    asked = tuple(_in_order(fitting, language, f"/{form.root}/"))
    return Paper(version.pk, asked, sum(_asks(p) for p in shown) - sum(_asks(p) for p in fitting))


def _asks(placed: Placed) -> bool:
    return isinstance(placed.item, Question) and placed.item.asks


def _fits(placed: Placed) -> bool:
    item = placed.item
    if not isinstance(item, Question) or item.kind not in SHOWN_AS or len(placed.repeats) > 1:
        return False
    if SHOWN_AS[item.kind] not in LISTED:
        return True
    written = item.listed is not None and not item.listed.source
    return written and 0 < len(item.choices) <= MOST_CHOICES


def _in_order(pages: list[Placed], language: str, root: str) -> Iterator[Asked | Rounds]:
    """Each question, and those of one repeat together."""
    for repeats, found in groupby(pages, key=lambda placed: placed.repeats):
        asked = tuple(_asked(list(found), language, root))
        if not repeats:
            yield from asked
            continue
        path = asked[0].path.partition(ROUND)[0]
        label = _plain(repeats[0].label.in_language(language))
        yield Rounds(path, label or "One of several", asked, bool(repeats[0].count))


def _asked(pages: list[Placed], language: str, root: str) -> Iterator[Asked]:
    before = ""
    for placed in pages:
        item = placed.item
        assert isinstance(item, Question)
        around = [group for group in placed.inside if not isinstance(group, Repeat)]
        headings = [_plain(group.label.in_language(language)) for group in around]
        heading = " · ".join(filter(None, headings))
        label, _, more = _plain(item.label.in_language(language)).partition("\n")
        yield Asked(
            path=_path(placed, root),
            shown_as=SHOWN_AS[item.kind],
            heading=heading if heading != before else "",
            label=label or item.name,
            more=more,
            hint=_plain(item.hint.in_language(language)),
            choices=tuple((c.name, _plain(c.label.in_language(language))) for c in item.choices),
            sometimes=bool(item.relevant) or any(group.relevant for group in placed.inside),
            kind=item.kind,
        )
        before = heading


def _path(placed: Placed, root: str) -> str:
    steps = placed.path.removeprefix(root).split("/")
    names = [f"{s}{ROUND}" if isinstance(g, Repeat) else s
             for s, g in zip(steps, placed.inside, strict=False)]  # fmt: skip
    return "/".join([*names, steps[-1]])


def _plain(markdown: str) -> str:
    # An earlier answer that stands in a question is not there without signal.
    return prose.plain(_NAMED.sub("…", markdown))
