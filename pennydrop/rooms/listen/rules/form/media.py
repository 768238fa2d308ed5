"""Pictures and sounds that a form shows beside its words: which files they are in."""

from collections.abc import Collection, Iterator, Sequence

from pennydrop.rooms.listen.rules.form.model import Form, Question, Remark
from pennydrop.rooms.listen.rules.form.sheet import Table
from pennydrop.rooms.listen.rules.form.texts import Text

PICTURES = ("big-image", "image")  # the larger one is taken where a form has both
SHOWN = (*PICTURES, "audio")
ALT = "image_alt"
"""Our own column: what the picture shows, for whoever cannot see it. Other tools pass over it."""

Media = tuple[tuple[str, Text], ...]


def named_in(media: Media) -> Iterator[str]:
    """The files of one item that we show, in every language."""
    for kind, text in media:
        if kind in SHOWN:
            yield from (name for _, name in text.said)


def files_named(form: Form) -> frozenset[str]:
    """Every file that the form shows."""
    items = [placed.item for placed in form.placed()]
    choices = [c for item in items if isinstance(item, Question) for c in item.choices]
    return frozenset(name for one in (*items, *choices) for name in named_in(one.media))


def remarks_on(tables: Sequence[Table], default: str, there: Collection[str]) -> Iterator[Remark]:
    """What is said of the files that a form names: those that are not `there`, pictures without
    words for whoever cannot see them, and films, which our pages do not show."""
    for table in tables:
        for row in table.rows(default):
            for kind, text in row.media():
                place = (row.sheet, row.number, row.header(kind))
                yield from (
                    Remark(*place, f"“{name}” did not come with the form, so it is not shown. "
                           "Choose the form again, with this file beside it.")
                    for _, name in text.said if kind in SHOWN and name not in there
                )  # fmt: skip
                if kind == "video":
                    yield Remark(*place, "a film is not shown on our pages. Say it in words.")
                if kind in PICTURES and not row.text(ALT):
                    yield Remark(*place, "nothing says what the picture shows, for people who "
                                 f"cannot see it. Add a column “{ALT}”.")  # fmt: skip
