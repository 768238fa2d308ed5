"""What the team typed itself: names, places and numbers in running text.

Neither what the study fills in nor the words that a template brings along is looked at.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pennydrop.core.documents.blocks import Figure
from pennydrop.core.numbers.small import least_shown
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.publish.queries.checks.ready import Ready, places
from pennydrop.rooms.publish.queries.filled import filled, texts_of
from pennydrop.rooms.publish.queries.template import Material, template_blocks
from pennydrop.rooms.publish.rules import checking
from pennydrop.rooms.publish.rules.checking import WHOLE, Problem
from pennydrop.rooms.publish.rules.templates import TEMPLATES
from pennydrop.rooms.publish.rules.typed_counts import TypedCount, typed_counts
from pennydrop.rooms.understand.public.quotes import names_in_texts

LONGEST = 160
_PLACE = re.compile(r"\{\{[^{}]*\}\}")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class OwnText:
    """A text of ours and what a message calls the block that it stands in."""

    where: str
    text: str


def names_and_places(ready: Ready) -> Iterable[Problem]:
    """People and places that somebody typed: a warning, because only a person can know."""
    own = _own_texts(ready)
    ours = [ready.facts.organisation, ready.facts.study.title, ready.facts.study.substance]
    told = {
        f"“{name.words}” ({name.why}) in {one.where}: “{_around(one.text, name.words)}”": None
        for one, names in zip(own, names_in_texts([one.text for one in own]), strict=True)
        for name in names
        if not _part_of(name.words, [*ours, ready.draft.document.title])
    }
    if told:
        many = (
            "One name or place stands" if len(told) == 1 else f"{len(told)} names or places stand"
        )
        said = f"{many} in our own text. Could readers tell who somebody is? {'; '.join(told)}."
        yield Problem(False, WHOLE, said, kind="names of ours")


def typed_counts_of(ready: Ready, threshold: int) -> list[tuple[OwnText, TypedCount]]:
    """Counts in our own text, without those that another check names already."""
    return [
        (one, count)
        for one in _own_texts(ready)
        for count in typed_counts(one.text)
        if not checking.small_counts(count.words, threshold=threshold)
        and not checking.unrounded_counts(count.words, threshold=threshold)
    ]


def typed(ready: Ready, study: StudyCard) -> Iterable[Problem]:
    """Numbers of people or sources that no figure of ours keeps right."""
    found = typed_counts_of(ready, study.small_number)
    least = least_shown(study.small_number)
    small = _listed([pair for pair in found if pair[1].count < least])
    large = _listed([pair for pair in found if pair[1].count >= least])
    if small:
        said = f"A small number typed by hand, {_times(small)}. Say “a few”: {'; '.join(small)}."
        yield Problem(False, WHOLE, said, kind="typed small")
    if large:
        said = (
            f"A number typed by hand, {_times(large)}: hold it against the figures of this "
            f"edition. {'; '.join(large)}."
        )
        yield Problem(False, WHOLE, said, kind="typed")


def _listed(found: Iterable[tuple[OwnText, TypedCount]]) -> list[str]:
    told = (
        f"“{count.words}” in {one.where}: “{_sentence(one.text, count.start)}”"
        for one, count in found
    )
    return list(dict.fromkeys(told))


def _times(found: Sequence[str]) -> str:
    return "once" if len(found) == 1 else f"{len(found)} times"


def _own_texts(ready: Ready) -> list[OwnText]:
    """Every text that somebody of the team typed, in the draft or in a theme that it shows."""
    ours = filled(ready.draft.blocks, replace(ready.facts, places={}))
    named = places(ready.blocks)
    return [
        OwnText(where, text)
        for where, block, saved in zip(named, ours, ready.draft.blocks, strict=True)
        for said in texts_of(saved if isinstance(block, Figure) else block)
        if (text := _without_template(said)).strip()
    ]


def _without_template(text: str) -> str:
    for words in _template_words():
        text = text.replace(words, " ")
    return _PLACE.sub("…", text)


@cache
def _template_words() -> tuple[str, ...]:
    """Every sentence that some template brings along, long ones first."""
    sentences = {
        sentence.strip()
        for template in TEMPLATES.values()
        for block in template_blocks(template, Material())
        for text in texts_of(block)
        for sentence in _SENTENCE_END.split(text)
    }
    return tuple(sorted((one for one in sentences if " " in one), key=len, reverse=True))


def _part_of(words: str, ours: Iterable[str]) -> bool:
    """Whether these words stand, as whole words, in a name that the document bears openly."""
    wanted = _plain(words)
    return any(wanted in _plain(name) for name in ours)


def _plain(text: str) -> str:
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return f" {words} "


def _around(text: str, words: str) -> str:
    return _sentence(text, text.index(words))


def _sentence(text: str, at: int) -> str:
    """The sentence in which this letter of a text stands, cut where it is long."""
    start = max((end.end() for end in _SENTENCE_END.finditer(text, 0, at)), default=0)
    after = _SENTENCE_END.search(text, at)
    whole = " ".join(text[start : after.start() if after else len(text)].split())
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST].rstrip()}…"
