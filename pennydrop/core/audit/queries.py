"""Read the record, and check that nobody altered it."""

from django.db.models import QuerySet

from pennydrop.core.audit.actions import STREAMS, chain
from pennydrop.core.audit.models import Event, QuietEvent, Seal
from pennydrop.core.vault.models import Mark


def events_on(thing: str) -> QuerySet[Event]:
    return Event.objects.filter(on=thing).order_by("-at")


def broken_seals() -> list[str]:
    """What is wrong with the record, in plain words; empty when every seal holds."""
    return [problem for stream in STREAMS for problem in _check(stream)]


def _check(stream: str) -> list[str]:
    problems, before, number = [], "", 0
    for seal in Seal.objects.filter(stream=stream).order_by("number").iterator():
        number += 1
        events: list[Event | QuietEvent] = list(
            STREAMS[stream].objects.filter(seal=seal).order_by("pk")
        )
        if seal.number != number:
            problems.append(f"The {stream} record: seal {number} is missing.")
            number = seal.number
        if len(events) != seal.count:
            problems.append(
                f"The {stream} record: {seal.count} events were sealed under seal {seal.number}, "
                f"{len(events)} are there."
            )
        elif chain(before, stream, seal.number, events) != seal.mac:
            problems.append(f"The {stream} record: an event under seal {seal.number} was altered.")
        before = seal.mac
    mark = Mark.objects.filter(name=f"audit/{stream}").first()
    if mark and mark.value != f"{number}:{before}" and int(mark.value.split(":")[0]) >= number:
        problems.append(f"The {stream} record: the newest seals are missing or were replaced.")
    return problems
