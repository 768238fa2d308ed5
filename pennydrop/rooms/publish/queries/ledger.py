"""What was asked and what came of it, out of its tables, as the rules read it."""

from django.db.models import Prefetch

from pennydrop.core.figures import Kind
from pennydrop.rooms.publish.models import Ask, Commitment
from pennydrop.rooms.publish.models import Reading as ReadingRow
from pennydrop.rooms.publish.rules import commitments as rules
from pennydrop.rooms.publish.rules.commitments import Asked
from pennydrop.rooms.publish.rules.measures import Measure, Reading

ASKED = (
    "reply_set",
    "answer_set",
    "commitment__newdate_set",
    "commitment__reading_set",
)
ASKS = Prefetch("ask_set", Ask.objects.select_related("commitment").prefetch_related(*ASKED))


def asked_of(ask: Ask) -> Asked:
    """An ask with everything that came of it, as the rules read it."""
    commitment = commitment_of(ask)
    promise = None
    if commitment is not None:
        promise = rules.Promise(
            measure=measure_of(commitment),
            due=commitment.due,
            noted_on=commitment.noted_on,
            later=tuple(
                rules.NewDate(row.due, row.noted_on) for row in commitment.newdate_set.all()
            ),
            readings=tuple(reading_of(row) for row in commitment.reading_set.all()),
        )
    replies = tuple(rules.Reply(r.on, r.noted_on, r.agreed) for r in ask.reply_set.all())
    return Asked(ask.on, ask.noted_on, ask.wait_days, replies, promise)


def commitment_of(ask: Ask) -> Commitment | None:
    return getattr(ask, "commitment", None)


def measure_of(row: Commitment) -> Measure:
    return Measure(
        name=row.measure,
        kind=Kind(row.kind),
        people=row.people,
        target=row.target,
        at_least=row.at_least,
        lasting=row.lasting,
        threshold=row.threshold,
    )


def reading_of(row: ReadingRow) -> Reading:
    return Reading(row.on, row.noted_on, row.value, row.base, row.struck_on)
