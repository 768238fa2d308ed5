"""Writes about finding: questions kept under a name, and the words that are not counted."""

import datetime as dt
import uuid
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.understand.models import Code, SavedQuery, StopList
from pennydrop.rooms.understand.queries.copies import copied
from pennydrop.rooms.understand.rules.asking import (
    BadQuestion,
    Question,
    check_question,
    codes_in,
    to_json,
    typed_in,
)
from pennydrop.rooms.understand.rules.copying import NotOurs, check_own_words
from pennydrop.rooms.understand.rules.patterns import BadPattern, compiled, is_pattern
from pennydrop.rooms.understand.rules.stopping import BadStopList, tidy

__all__ = ["BadPattern", "BadQuestion", "BadStopList", "NotOurs"]

LONGEST_NAME = 80


@transaction.atomic
def keep_query(
    *, study: UUID, name: str, question: Question, by: str, at: dt.datetime
) -> SavedQuery:
    """Keep a question for the team. The same name again: it is asked differently from now on.

    Raises BadQuestion, BadPattern, or NotOurs where name or words repeat six words of a source.
    """
    tidied = " ".join(name.split())
    if not 0 < len(tidied) <= LONGEST_NAME:
        raise BadQuestion(f"Give the question a name of up to {LONGEST_NAME} characters.")
    check_question(question)
    codes = codes_in(question)
    if Code.objects.filter(study=study, pk__in=codes).count() != len(codes):
        raise BadQuestion("One of the codes is not in the codebook any more.")
    for typed in typed_in(question):
        if is_pattern(typed):
            compiled(typed)
    # What somebody said must be able to go; this would stay. Each part by itself, as it is kept.
    for ours in (tidied, *typed_in(question)):
        check_own_words(copied(study, ours))
    row, _ = SavedQuery.objects.update_or_create(
        study=study, name=tidied, defaults={"asked": to_json(question), "by": by, "at": at},
        create_defaults={
            "id": uuid.uuid4(), "asked": to_json(question), "by": by, "at": at,
        },
    )  # fmt: skip
    record(what="understand.query.kept", on=str(row.pk), by=by, at=at)
    return row


@transaction.atomic
def drop_query(*, query: UUID, by: str, at: dt.datetime) -> None:
    """Take a kept question away for everybody. Raises SavedQuery.DoesNotExist."""
    SavedQuery.objects.get(pk=query).delete()
    record(what="understand.query.dropped", on=str(query), by=by, at=at)


@transaction.atomic
def set_stop_list(*, study: UUID, words: str, by: str, at: dt.datetime) -> StopList:
    """Say which words are left out when words are counted. Raises BadStopList."""
    row, _ = StopList.objects.update_or_create(
        study=study, defaults={"words": tidy(words), "by": by, "at": at}
    )
    record(what="understand.stop_list.changed", on=str(study), by=by, at=at)
    return row


@transaction.atomic
def ship_stop_list(*, study: UUID, by: str, at: dt.datetime) -> None:
    """Go back to the list that Pennydrop ships."""
    StopList.objects.filter(study=study).delete()
    record(what="understand.stop_list.changed", on=str(study), by=by, at=at)
