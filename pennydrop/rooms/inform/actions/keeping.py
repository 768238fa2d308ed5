"""Keep answers to the self-check under a code, and let them go."""

import datetime as dt
import secrets

from django.db import transaction
from django.utils import timezone

from pennydrop.core.audit.actions import record_quietly
from pennydrop.core.vault.boxes import close
from pennydrop.core.vault.codes import RANDOM_DIGITS, make_code
from pennydrop.core.vault.lookups import place_of
from pennydrop.rooms.inform.models import KeptAnswers
from pennydrop.rooms.inform.queries.keeping import box_place
from pennydrop.rooms.inform.rules.keeping import KEEP_DAYS, PURPOSE, Given, packed


def keep_answers(*, given: Given, by: str = "quiet", at: dt.datetime) -> tuple[str, dt.date]:
    """Seal the answers under a new code. Returns it, and the last day on which they are kept.

    The code is told once and stands nowhere. Raises TooBusy; the record has the day alone.
    """
    code = make_code("".join(secrets.choice("0123456789") for _ in range(RANDOM_DIGITS)))
    place = place_of(code, purpose=PURPOSE)  # slow: outside the transaction
    day = timezone.localdate(at)
    until = day + dt.timedelta(days=KEEP_DAYS)
    box = close(packed(given), key=place.key, place=box_place(place.lookup))
    with transaction.atomic():
        KeptAnswers.objects.create(lookup=place.lookup, box=box, until=until)
        record_quietly(what="inform.check.kept", on="check", day=day)
    return code, until


def remove_answers(*, code: str, by: str = "quiet", at: dt.datetime) -> bool:
    """Remove what is kept under a code. Returns whether there was something. Raises TooBusy."""
    lookup = place_of(code, purpose=PURPOSE).lookup
    with transaction.atomic():
        gone, _ = KeptAnswers.objects.filter(pk=lookup).delete()
        if gone:
            record_quietly(what="inform.check.removed", on="check", day=timezone.localdate(at))
    return bool(gone)


def drop_old_answers(*, at: dt.datetime) -> int:
    """Remove what has been kept for as long as was said. Returns how many there were."""
    gone, _ = KeptAnswers.objects.filter(until__lt=timezone.localdate(at)).delete()
    return gone
