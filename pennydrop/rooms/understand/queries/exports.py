"""Quotes as a table: each with its code, participant, what is known of them, and memos."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from pennydrop.rooms.understand.models import Coding, Memo
from pennydrop.rooms.understand.queries.blind import codings_seen, memos_seen
from pennydrop.rooms.understand.queries.codes import codebook
from pennydrop.rooms.understand.queries.codings import Passage, passages
from pennydrop.rooms.understand.queries.memos import open_memos
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.queries.projects import known_in
from pennydrop.rooms.understand.queries.themes import theme_titles

Row = tuple[str, ...]
HEAD = (
    "code", "theme", "words", "source", "kind", "speaker", "fidelity", "coder", "day coded", "memo",
)  # fmt: skip


def quotes_table(
    study: UUID, codes: Collection[UUID] | None = None, *, reader: str
) -> tuple[Row, Iterator[Row]]:
    """The heading, and a row for every coded passage of the study (or with these codes), codes of
    no theme too.

    Passages of people who no longer agree to be read are left out, and what `reader` (as in
    records) may not see yet. Memos are those on any of the passage's words.
    """
    rows = codings_seen(Coding.objects.filter(text__study=study), study, reader)
    if codes is not None:
        rows = rows.filter(code__in=codes)
    ordered = rows.order_by("text__order", "text_id", "start", "end", "pk")
    known, facts = known_in(study)
    nothing = ("",) * len(known)
    memos = _Memos(study, reader)
    shown, names = _shown(study), Names()
    found = (
        (
            *shown[one.code.int],
            one.words.strip(),
            one.title,
            one.kind.replace("_", " "),
            one.speaker,
            one.fidelity.replace("_", " "),
            names[one.by],
            one.on,
            memos.on(one),
            *facts.get(one.speaker, nothing),
        )
        for one in passages(study, ordered)
        if one.words is not None
    )
    return (*HEAD, *known), found


def _shown(study: UUID) -> dict[int, tuple[str, str]]:
    """Path and themes of each code, by its number: ten thousand rows look their code up, and a
    UUID compares slowly."""
    titles = theme_titles(study)
    return {
        code.id.int: (code.path, "; ".join(titles.get(code.id, ())))
        for code in codebook(study, count=False)
    }


class _Memos:
    """Memos on words, by source."""

    def __init__(self, study: UUID, reader: str) -> None:
        rows = memos_seen(Memo.objects.filter(study=study, start__isnull=False), study, reader)
        self._by_source: dict[UUID, list[tuple[int, int, str]]] = {}
        for memo in open_memos(study, rows.order_by("start", "at")):
            if memo.words and memo.text and memo.start is not None and memo.end is not None:
                held = self._by_source.setdefault(memo.text.pk, [])
                held.append((memo.start, memo.end, f"{memo.words} ({memo.writer})"))

    def on(self, one: Passage) -> str:
        if not self._by_source:
            return ""
        held: Sequence[tuple[int, int, str]] = self._by_source.get(one.source, ())
        return "\n".join(words for a, b, words in held if a < one.end and one.start < b)
