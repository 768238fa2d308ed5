"""Participant keys: made, opened for a minute, destroyed.

A key is wrapped by its study's key, that by the root key. Unwrapped keys stay in this process for
at most 60 seconds (`CACHE_SECONDS`).
"""

import secrets
import threading
import time
from collections.abc import Collection, Iterable
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db import transaction

from pennydrop.core.vault.boxes import close, open_box
from pennydrop.core.vault.models import ParticipantKey, StudyKey

Kind = Literal["raw", "words"]
KINDS: tuple[Kind, ...] = ("raw", "words")
CACHE_SECONDS = 60.0
MANY = 5000  # keys held before old ones are looked for
SIZE = 32


class KeyGone(Exception):
    """The key was destroyed (or never made): what it sealed cannot be read by anybody."""


class _Cache:
    """Unwrapped keys by name, each forgotten `CACHE_SECONDS` after it was opened."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[tuple[str, UUID], tuple[float, bytes]] = {}
        self._many = MANY

    def get(self, name: tuple[str, UUID]) -> bytes | None:
        with self._lock:
            held = self._held.get(name)
            if held and time.monotonic() - held[0] < CACHE_SECONDS:
                return held[1]
            self._held.pop(name, None)
            return None

    def put(self, name: tuple[str, UUID], key: bytes) -> None:
        now = time.monotonic()
        with self._lock:
            if len(self._held) > self._many:
                fresh = {n: h for n, h in self._held.items() if now - h[0] < CACHE_SECONDS}
                self._held = fresh
                # A large study opens a hundred thousand keys in a minute: looking them all through
                # at each further one would take hours.
                self._many = max(MANY, 2 * len(fresh))
            self._held[name] = (now, key)

    def drop(self, name: tuple[str, UUID]) -> None:
        with self._lock:
            self._held.pop(name, None)

    def clear(self) -> None:
        with self._lock:
            self._held.clear()


_cache = _Cache()


def forget_opened_keys() -> None:
    """Empty this process's cache of unwrapped keys."""
    _cache.clear()


def make_study_key(study: UUID) -> None:
    """Make the study's wrapping key. Does nothing when it is there."""
    key = secrets.token_bytes(SIZE)
    wrapped = close(key, key=settings.ROOTS.derive("wrap"), place=_study_place(study))
    StudyKey.objects.get_or_create(study=study, defaults={"wrapped": wrapped})


def make_participant_keys(study: UUID, participants: Collection[UUID]) -> None:
    """Make both keys of each participant, under the study's key; those that are there stay.

    The key store keeps its own transactions: when the data's is lost after this (a killed server),
    the same person comes again with the same id, and must not be shut out by keys of nobody.
    """
    study_key = _open_study_key(study)
    rows = [
        ParticipantKey(
            participant=person,
            kind=kind,
            study=study,
            wrapped=close(
                secrets.token_bytes(SIZE), key=study_key, place=_participant_place(person, kind)
            ),
        )
        for person in participants
        for kind in KINDS
    ]
    ParticipantKey.objects.bulk_create(rows, ignore_conflicts=True)


def open_key(participant: UUID, kind: Kind) -> bytes:
    """The unwrapped key. Raises KeyGone when it was destroyed."""
    key = _cache.get((kind, participant))
    if key is None:
        warm([participant], kind)
        key = _cache.get((kind, participant))
    if key is None:
        raise KeyGone(f"No {kind} key is held for this participant.")
    return key


def warm(participants: Iterable[UUID], kind: Kind) -> None:
    """Open many keys with one query, for a page or an export that reads many people's words."""
    wanted = [person for person in set(participants) if _cache.get((kind, person)) is None]
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        for row in ParticipantKey.objects.filter(participant__in=part, kind=kind):
            place = _participant_place(row.participant, kind)
            key = open_box(bytes(row.wrapped), key=_open_study_key(row.study), place=place)
            _cache.put((kind, row.participant), key)


def destroy(participants: Collection[UUID], kinds: Collection[Kind] = KINDS) -> int:
    """Delete the keys, here and in this process's memory. Returns how many were there."""
    with transaction.atomic(using="keys"):
        rows = ParticipantKey.objects.filter(participant__in=participants, kind__in=kinds)
        count, _ = rows.delete()
    for person in participants:
        for kind in kinds:
            _cache.drop((kind, person))
    return count


def holders(study: UUID | None = None, kind: Kind = "words") -> set[UUID]:
    """Participants whose key of this kind still exists."""
    rows = ParticipantKey.objects.filter(kind=kind)
    if study is not None:
        rows = rows.filter(study=study)
    return set(rows.values_list("participant", flat=True))


def _open_study_key(study: UUID) -> bytes:
    key = _cache.get(("study", study))
    if key is None:
        row = StudyKey.objects.filter(study=study).first()
        if row is None:
            raise KeyGone("The study's key is not in the key store.")
        wrap = settings.ROOTS.derive("wrap")
        key = open_box(bytes(row.wrapped), key=wrap, place=_study_place(study))
        _cache.put(("study", study), key)
    return key


def _study_place(study: UUID) -> bytes:
    return f"study-key|{study.hex}".encode()


def _participant_place(participant: UUID, kind: Kind) -> bytes:
    return f"participant-key|{participant.hex}|{kind}".encode()


def studies_with_keys() -> set[UUID]:
    return set(StudyKey.objects.values_list("study", flat=True))
