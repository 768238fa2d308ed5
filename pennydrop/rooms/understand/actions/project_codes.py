"""The codebook of a project that comes in: codes found again, or made."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.actions.codes import COLOURS, LONGEST_NAME
from pennydrop.rooms.understand.models import Code
from pennydrop.rooms.understand.queries.copies import copied
from pennydrop.rooms.understand.rules.exchange.colours import nearest
from pennydrop.rooms.understand.rules.exchange.project import BookCode
from pennydrop.rooms.understand.rules.exchange.retelling import Retold, shortened
from pennydrop.rooms.understand.rules.tree import DEEPEST


@dataclass
class Shelved:
    """File's id -> our code; what was changed on the way, in plain words; and definitions that
    repeat words of a source (its number in the project, and the definition)."""

    codes: dict[str, UUID] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    retold: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def bring_in_codes(
    *, study: UUID, codes: Sequence[BookCode], texts: Retold, by: str, at: dt.datetime
) -> Shelved:
    """Put the codes of a project into the study's codebook. One that is there already, by its id
    or by its name in the same place, is used; nothing that is there is changed."""
    shelf = _Shelf(study, texts, by, at)
    for code in codes:
        shelf.put(code)
    record(what="understand.codebook.brought_in", on=str(study), by=by, at=at)
    return shelf.done


class _Shelf:
    def __init__(self, study: UUID, texts: Retold, by: str, at: dt.datetime) -> None:
        self.study, self.texts, self.by, self.at = study, texts, by, at
        self.done = Shelved()
        rows = list(Code.objects.filter(study=study))
        self.here = {row.pk for row in rows}
        self.free = {(row.parent_id, row.name.casefold()): row.pk for row in rows}
        self.depths = _depths({row.pk: row.parent_id for row in rows})
        self.count = len(rows)
        self.last = dict(
            Code.objects.filter(study=study).values_list("parent").annotate(n=Max("order"))
        )

    def put(self, code: BookCode) -> None:
        parent = self.done.codes.get(code.parent)
        while parent is not None and self.depths[parent] >= DEEPEST - 1:
            self.done.remarks.append(f"“{code.name[:60]}” stands deeper than {DEEPEST} levels")
            parent = Code.objects.values_list("parent", flat=True).get(pk=parent)
        name, definition = self._said(code)
        key = _uuid(code.id)
        known = key if key in self.here else self.free.pop((parent, name.casefold()), None)
        if known is None:
            known = self._make(key, parent, name, definition, code.colour)
        self.here.discard(known)  # a second code of this name in the file is another code
        self.done.codes[code.id] = known
        self.depths.setdefault(known, 0 if parent is None else self.depths[parent] + 1)

    def _make(
        self, key: UUID | None, parent: UUID | None, name: str, definition: str, colour: str
    ) -> UUID:
        free = key is not None and not Code.objects.filter(pk=key).exists()
        place = self.last.get(parent)
        self.last[parent] = 0 if place is None else place + 1
        self.count += 1
        made = Code.objects.create(
            id=key if free else uuid.uuid4(), study=self.study, parent_id=parent, name=name,
            definition=definition, colour=nearest(colour) or (self.count - 1) % COLOURS + 1,
            order=self.last[parent], by=self.by, at=self.at,
        )  # fmt: skip
        return made.pk

    def _said(self, code: BookCode) -> tuple[str, str]:
        """Name and definition, as far as they do not repeat somebody: staff's words stay when a
        person takes theirs back."""
        name, definition = code.name or "Code without a name", code.description
        if self._repeats(name) or self._repeats_here(name):
            name = shortened(name)
            self.done.remarks.append(f"A name was cut to “{name}”: it repeated somebody’s words")
        if len(name) > LONGEST_NAME:
            definition = f"{name}\n\n{definition}".strip()
            name = name[: LONGEST_NAME - 1].rstrip() + "…"
        if self._repeats(definition):
            found = self.texts.where(definition) or 0
            self.done.retold.append((found, f"{name}: {definition}"))
            self.done.remarks.append(f"What “{name}” means became a memo: it repeats a source")
            definition = ""
        elif definition and self._repeats_here(definition):
            self.done.remarks.append(f"What “{name}” means was left out: it repeats a source here")
            definition = ""
        return name, definition

    def _repeats(self, words: str) -> bool:
        return self.texts.where(words) is not None

    def _repeats_here(self, words: str) -> bool:
        return bool(copied(self.study, words))


def _depths(parents: Mapping[UUID, UUID | None]) -> dict[UUID, int]:
    found = {}
    for code in parents:
        depth, above = 0, parents[code]
        while above is not None:
            depth, above = depth + 1, parents.get(above)
        found[code] = depth
    return found


def _uuid(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None
