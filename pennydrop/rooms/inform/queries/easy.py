"""Read easy words: with the claims they stand for, as anybody may read them, and as editors do."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from pennydrop.core.documents.blocks import ClaimRef
from pennydrop.rooms.inform.models import ClaimVersion, EasySignOff, EasyWording, Guide
from pennydrop.rooms.inform.queries.claims import ClaimRow, claim_rows
from pennydrop.rooms.inform.queries.doors import help_claims, help_is_draft, help_places
from pennydrop.rooms.inform.queries.guides import GuideView, draft_of, guides_of
from pennydrop.rooms.inform.queries.stored import claim_text
from pennydrop.rooms.inform.rules.bodies import keys_in
from pennydrop.rooms.inform.rules.claims import Side, Signed, standing
from pennydrop.rooms.inform.rules.doors import ALL_KEYS, Door, blocks_of
from pennydrop.rooms.inform.rules.easy import (
    EasyGap,
    EasyLine,
    EasyPage,
    EasyWords,
    easy_gaps,
    easy_page,
)
from pennydrop.rooms.inform.rules.guides import Reader
from pennydrop.rooms.inform.rules.pages import page_of


@dataclass(frozen=True)
class Lacking:
    """A claim whose easy words are not in order on a day."""

    row: ClaimRow
    gaps: tuple[EasyGap, ...]


@dataclass(frozen=True)
class EasyWork:
    """Claims that lack something, and each guide with how many of its claims are in easy words, of
    how many."""

    lacking: tuple[Lacking, ...]
    guides: tuple[tuple[Guide, int, int], ...]


def easy_guide(guide: GuideView, *, today: dt.date) -> EasyPage:
    """The easy form of a guide on a day. In the demonstration drafts are shown."""
    keys = [
        line.claim.key for s in guide.page.sections for part in s.parts for line in part.lines
    ]  # fmt: skip
    words = easy_by_key(guide.organisation, keys)
    return easy_page(guide.page, words, today=today, drafts=guide.invented)


def easy_door(door: Door, *, today: dt.date) -> EasyPage:
    """What stands behind a door of help now, in easy words where some are signed, else in those of
    the steps themselves; nothing of it is ever left out. In the demonstration drafts are shown."""
    claims = {
        key: claim
        for key, claim in help_claims(today=today, keys=door.keys).items()
        if claim.kind.stays
    }
    page = page_of(blocks_of(door), claims, partial(standing, today=today))
    words: dict[str, EasyWords] = {}
    for place in help_places():
        rows = claim_rows(place.pk, list(claims))
        words |= _words_of([row for row in rows if row.text == claims[row.text.key]])
    return easy_page(page, words, today=today, drafts=help_is_draft())


def easy_by_key(organisation: UUID, keys: Collection[str] | None = None) -> dict[str, EasyWords]:
    """The easy words of the versions that count now, by the keys of their claims."""
    return _words_of(claim_rows(organisation, keys))


def easy_of(versions: Collection[UUID]) -> dict[UUID, EasyWords]:
    """The easy words of each of these versions that has some. Two questions to the database."""
    newest = newest_wordings(versions)
    signed: dict[UUID, list[EasySignOff]] = {}
    rows = EasySignOff.objects.filter(wording__in=list(newest.values()), ended_on=None)
    for row in rows.order_by("on", "pk"):
        signed.setdefault(row.wording_id, []).append(row)
    return {version: easy_words(one, signed.get(one.pk, ())) for version, one in newest.items()}


def newest_wordings(versions: Collection[UUID]) -> dict[UUID, EasyWording]:
    """The wording that counts of each version that has one."""
    rows = EasyWording.objects.filter(version__in=list(versions)).order_by("number")
    return {row.version_id: row for row in rows}


def easy_words(wording: EasyWording, signoffs: Iterable[EasySignOff] = ()) -> EasyWords:
    """The value of a wording, with the sign-offs that stand."""
    return EasyWords(
        tuple(EasyLine(picture, text) for picture, text in wording.lines),
        tuple(
            Signed(Side(one.side), one.role, one.on, one.review_by)
            for one in signoffs
            if one.ended_on is None
        ),
    )


def easy_draft(version: ClaimVersion, words: EasyWords | None, *, today: dt.date) -> EasyPage:
    """How the easy words of one claim would look."""
    text = claim_text(version)
    page = page_of((ClaimRef(text.key),), {text.key: text}, partial(standing, today=today),
                   drafts=True)  # fmt: skip
    return easy_page(page, {text.key: words} if words else {}, today=today, drafts=True)


def easy_work(organisation: UUID, *, today: dt.date) -> EasyWork:
    """What an editor has to look after. Claims without easy words come first; those that no guide
    for anybody names need none."""
    plain = [one for one in guides_of(organisation) if Reader(one.reader) is Reader.ANYBODY]
    named = {guide.pk: keys_in(draft_of(guide, today=today).blocks) for guide in plain}
    wanted = {*(key for keys in named.values() for key in keys), *ALL_KEYS}
    rows = [row for row in claim_rows(organisation) if row.text.key in wanted]
    words = easy_of([row.version for row in rows])
    gaps = {row.text.key: easy_gaps(words.get(row.version), today=today) for row in rows}
    lacking = [Lacking(row, gaps[row.text.key]) for row in rows if gaps[row.text.key]]
    lacking.sort(key=lambda one: EasyGap.NONE not in one.gaps)
    guides = tuple(
        (guide, sum(not gaps.get(key, (EasyGap.NONE,)) for key in named[guide.pk]),
         len(named[guide.pk]))
        for guide in plain
    )  # fmt: skip
    return EasyWork(tuple(lacking), guides)


def _words_of(rows: Collection[ClaimRow]) -> dict[str, EasyWords]:
    words = easy_of([row.version for row in rows])
    return {row.text.key: words[row.version] for row in rows if row.version in words}
