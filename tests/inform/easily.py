"""Easy words in examples: each wording with a word of its own, and sign-offs drawn by chance."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from pennydrop.rooms.inform.models import EasySignOff, EasyWording
from pennydrop.rooms.inform.rules.claims import Side


class Told(Protocol):
    """A claim as an example has it, with a word that nothing else has."""

    mark: str

    def public(self, day: int) -> bool: ...


@dataclass
class ToldEasily:
    """The easy words of a claim, with a mark of their own and sign-offs of their own."""

    claim: Told
    mark: str
    signed: dict[Side, tuple[int, int]]  # from and until which day

    def public(self, day: int) -> bool:
        held = [since <= day <= until for since, until in self.signed.values()]
        return self.claim.public(day) and len(held) == 2 and all(held)


def mark_easy_words(versions):
    """The last sentence of each wording gets a word of its own too."""
    numbers = {version.pk: number for number, version in enumerate(versions)}
    wordings = list(EasyWording.objects.all())
    for wording in wordings:
        picture, said = wording.lines[-1]
        mark = f"zq{numbers[wording.version_id]}e"
        wording.lines[-1] = [picture, f"{said.rstrip('.?')} {mark}."]
    EasyWording.objects.bulk_update(wordings, ["lines"])


def some_easy_words(told, chance):
    return [
        ToldEasily(
            one, one.mark[:-1] + "e",
            {side: (chance.choice([0, 0, 0, 5]), chance.choice([5, 90, 180]))
             for side in Side if chance.random() < 0.9},
        )
        for one in told
    ]  # fmt: skip


def put_easy(easy, versions, at):
    first = at.date()
    EasySignOff.objects.all().delete()
    wordings = {row.version_id: row for row in EasyWording.objects.all()}
    EasySignOff.objects.bulk_create(
        EasySignOff(wording=wordings[version.pk], side=side, by=f"user:{side}", role="reviewer",
                    on=first + dt.timedelta(since), review_by=first + dt.timedelta(until))
        for one, version in zip(easy, versions, strict=True) if version.pk in wordings
        for side, (since, until) in one.signed.items()
    )  # fmt: skip
