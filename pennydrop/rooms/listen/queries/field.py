"""The study's questions as a phone can ask them without signal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.documents import prose
from pennydrop.rooms.listen.models import FormVersion
from pennydrop.rooms.listen.queries.walks import plan_for
from pennydrop.rooms.listen.rules.form import Kind, Question, Repeat
from pennydrop.rooms.listen.rules.form.model import Placed

SHOWN_AS = {
    Kind.TEXT: "area", Kind.INTEGER: "number", Kind.DECIMAL: "number", Kind.RANGE: "number",
    Kind.SELECT_ONE: "one", Kind.SELECT_MULTIPLE: "several", Kind.DATE: "date", Kind.TIME: "time",
    Kind.GEOPOINT: "line", Kind.ACKNOWLEDGE: "tick", Kind.NOTE: "note",
}  # fmt: skip
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

    @property
    def full_hint(self) -> str:
        only = "Only if it fits; else leave it out." if self.sometimes else ""
        return " ".join(filter(None, (only, self.more, self.hint)))


@dataclass(frozen=True)
class Paper:
    """`left_out` is how many questions need signal: pictures, ranks, long lists, and parts that
    are answered several times."""

    form: UUID
    asked: tuple[Asked, ...]
    left_out: int


def paper_of(version: FormVersion) -> Paper:
    """The form in its own language, one question after the other."""
    form = plan_for(version).form
    shown = [p for p in form.placed() if isinstance(p.item, Question) and not p.item.silent]
    fitting = [placed for placed in shown if _fits(placed)]
    language = form.default_language or form.languages[0]
    asked = tuple(_asked(fitting, language, f"/{form.root}/"))
    return Paper(version.pk, asked, sum(_asks(p) for p in shown) - sum(_asks(p) for p in fitting))


def _asks(placed: Placed) -> bool:
    return isinstance(placed.item, Question) and placed.item.asks


def _fits(placed: Placed) -> bool:
    item = placed.item
    if not isinstance(item, Question) or item.kind not in SHOWN_AS:
        return False
    if any(isinstance(group, Repeat) for group in placed.inside):
        return False
    if SHOWN_AS[item.kind] not in ("one", "several"):
        return True
    written = item.listed is not None and not item.listed.source
    return written and 0 < len(item.choices) <= MOST_CHOICES


def _asked(pages: list[Placed], language: str, root: str) -> Iterator[Asked]:
    before = ""
    for placed in pages:
        item = placed.item
        assert isinstance(item, Question)
        headings = [_plain(group.label.in_language(language)) for group in placed.inside]
        heading = " · ".join(filter(None, headings))
        label, _, more = _plain(item.label.in_language(language)).partition("\n")
        yield Asked(
            path=placed.path.removeprefix(root),
            shown_as=SHOWN_AS[item.kind],
            heading=heading if heading != before else "",
            label=label or item.name,
            more=more,
            hint=_plain(item.hint.in_language(language)),
            choices=tuple((c.name, _plain(c.label.in_language(language))) for c in item.choices),
            sometimes=bool(item.relevant) or any(group.relevant for group in placed.inside),
        )
        before = heading


def _plain(markdown: str) -> str:
    # An earlier answer that stands in a question is not there without signal.
    return prose.plain(_NAMED.sub("…", markdown))
