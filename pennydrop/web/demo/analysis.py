"""Code the invented study, write its memos and themes, and choose and sign its quotes."""

import datetime as dt
import itertools
from typing import Any
from uuid import UUID

from pennydrop.rooms.listen.models import Source
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.memos import add_memo
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.signing import sign_quote
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import Code, Quote, Theme
from pennydrop.rooms.understand.queries.texts import Opened, segments_of
from pennydrop.rooms.understand.rules.positions import position
from pennydrop.rooms.understand.rules.quoting import Clarification, Words
from pennydrop.web.demo.content import read


class Analysis:
    """Holds what later steps look up by the names that the files use."""

    def __init__(
        self, study: UUID, sources: dict[str, Source], actors: dict[str, str], at: Any
    ) -> None:
        self.study, self.sources, self.actors, self.at = study, sources, actors, at
        self.opened: dict[str, list[Opened]] = {}
        self.codes: dict[str, Code] = {}
        self.themes: dict[str, Theme] = {}
        self.quotes: list[Quote] = []
        self._clock = itertools.count()

    def write_codebook(self) -> None:
        for entry in read("codebook"):
            parent = self.codes[entry["parent"]].pk if entry["parent"] else None
            self.codes[entry["name"]] = make_code(
                study=self.study,
                name=entry["name"],
                parent=parent,
                definition=entry["definition"],
                colour=entry["colour"],
                by=self.actors["ros"],
                at=self.at,
            )

    def code_passages(self) -> None:
        for entry in read("codings"):
            start, end = self.find(entry["source"], entry["question"], entry["text"])
            add_coding(
                text=self.sources[entry["source"]].pk,
                code=self.codes[entry["code"]].pk,
                start=start,
                end=end,
                by=self.actors[entry["coder"]],
                at=self.at,
            )

    def write_memos(self) -> None:
        for entry in read("memos"):
            add_memo(
                study=self.study,
                words=entry["text"],
                by=self.actors[entry["by"]],
                at=self.at,
                **self._place(entry),
            )

    def write_themes(self) -> None:
        for entry in read("themes")["themes"]:
            theme = self.themes[entry["title"]] = make_theme(
                study=self.study,
                title=entry["title"],
                central_idea=entry["central_idea"],
                insight=entry["insight"],
                narrative=entry["narrative"],
                codes=[self.codes[name].pk for name in entry["codes"]],
                by=self.actors["ros"],
                at=self.at,
            )
            for quote in entry["quotes"]:
                self.quotes.append(self._choose(theme, quote))

    def sign(self) -> None:
        """Two people sign what is to leave; what waits has one signature, for the visitor."""
        for quote in self.quotes:
            for who in ("ros", "dev"):
                sign_quote(quote=quote, by=self.actors[who], at=self.at)
        for entry in read("themes")["waiting"]:
            quote = self._choose(self.themes[entry["theme"]], entry)
            sign_quote(quote=quote, by=self.actors["ros"], at=self.at)

    def find(self, ref: str, question: str | None, text: str) -> tuple[int, int]:
        """Where these words stand, as two positions. Raises LookupError when they do not."""
        for segment in self._segments(ref):
            if question in (None, segment.question) and text in segment.text:
                at = segment.text.index(text)
                first = position(segment.order, at)
                return first, first + len(text)
        raise LookupError(f"{ref}: these words do not stand there: {text[:60]}")

    def _segments(self, ref: str) -> list[Opened]:
        if ref not in self.opened:
            self.opened[ref] = segments_of(self.sources[ref].pk)
        return self.opened[ref]

    def _place(self, entry: dict[str, Any]) -> dict[str, Any]:
        if entry["on"] == "code":
            return {"code": self.codes[entry["ref"]].pk}
        if entry["on"] == "source":
            return {"text": self.sources[entry["ref"]].pk}
        if entry["on"] == "passage":
            start, end = self.find(entry["source"], entry["question"], entry["passage"])
            return {"text": self.sources[entry["source"]].pk, "start": start, "end": end}
        return {}

    def _choose(self, theme: Theme, entry: dict[str, Any]) -> Quote:
        return make_quote(
            theme=theme.pk,
            source=self.sources[entry["source"]].pk,
            pieces=self._pieces(entry),
            attribution=entry["attribution"],
            by=self.actors["ros"],
            # One after another, as a person would: quotes stand in the order of their making.
            at=self.at + dt.timedelta(seconds=next(self._clock)),
        )

    def _pieces(self, entry: dict[str, Any]) -> list[Words | Clarification]:
        clarifications = list(entry["clarifications"])
        pieces: list[Words | Clarification] = []
        for text in entry["pieces"]:
            start, end = self.find(entry["source"], entry["question"], text)
            here = start
            for note in [c for c in clarifications if c["after"] in text]:
                clarifications.remove(note)
                cut = start + text.index(note["after"]) + len(note["after"])
                pieces += [Words(here, cut), Clarification(cut, note["text"])]
                here = cut
            if here < end:
                pieces.append(Words(here, end))
        return pieces


def analyse(study: UUID, sources: dict[str, Source], actors: dict[str, str], at: Any) -> Analysis:
    """Everything from the first code to the second signature."""
    work = Analysis(study, sources, actors, at)
    work.write_codebook()
    work.code_passages()
    work.write_memos()
    work.write_themes()
    work.sign()
    return work
