"""Follow something by e-mail: ask, say yes from one's own mailbox, be written to, leave.

Nothing tells whether an e-mail was opened or a link in it followed. Whoever leaves is gone: the
row, and the key that opens the address in older backups too.
"""

import datetime as dt
import hashlib
import hmac
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from pennydrop.core.audit.actions import record_quietly
from pennydrop.core.messages.followers import FollowerBase
from pennydrop.core.messages.post import Letter, Refused, send
from pennydrop.core.vault.keys import destroy, make_participant_keys, make_study_key
from pennydrop.core.vault.sealing import KeyGone, seal, unseal
from pennydrop.core.vault.tickets import close_ticket, open_ticket

WAIT_DAYS = 7
# Nobody can have a stranger's mailbox filled by such a page, nor this server's good name used up.
MOST_A_DAY = 200
ASKING = "Please say yes to e-mails from a page"


@dataclass(frozen=True)
class Circle:
    """Something that can be followed. `name` stands in the record; `marks` is what marks are made
    with; `yes` and `leave` are what tickets are for; `keys` is what its followers' keys stand
    under; `page` the address followed, `door` the one where somebody asks; `about` completes "when
    something changes on …"; `first` says what else is noted of somebody who says yes."""

    name: str
    model: type[FollowerBase]
    table: str
    marks: str
    yes: str
    leave: str
    keys: UUID
    page: str
    door: str
    about: str
    first: Callable[[dt.datetime], Mapping[str, Any]]


class TooMany(Exception):
    """So many have asked today that no more e-mails are sent before tomorrow."""


def ask_to_follow(
    *, circle: Circle, address: str, by: str = "quiet", at: dt.datetime
) -> UUID | None:
    """Keep an address until its owner says yes. Returns whom to write to; None where this address
    follows already or was written to today: the page says the same all the while. Raises TooMany.
    """
    today = at.date()
    drop_unconfirmed(circle=circle, at=at)
    followers, mark = circle.model._default_manager, _mark(circle, address)
    here = followers.filter(mark=mark).first()
    if here is not None:
        again = followers.filter(pk=here.pk, confirmed_on=None, asked_on__lt=today)
        return here.participant if again.update(asked_on=today) else None
    if followers.filter(asked_on=today).count() >= MOST_A_DAY:
        raise TooMany
    row = circle.model(participant=uuid.uuid4(), mark=mark, asked_on=today)
    make_study_key(circle.keys)
    make_participant_keys(circle.keys, [row.participant])
    row.sealed = seal(address, **_place(circle, row))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            record_quietly(what=f"{circle.name}.asked", on=str(row.participant), day=today)
    except IntegrityError:  # the same address twice at once: one e-mail is enough
        destroy([row.participant])
        return None
    return row.participant


def send_question(
    *, circle: Circle, follower: UUID, site: str, by: str = "clock", at: dt.datetime
) -> None:
    """Ask for a yes, from the mailbox itself."""
    row = circle.model._default_manager.filter(pk=follower, confirmed_on=None).first()
    if row is None:
        return
    text = (
        f"Somebody, we think you, asked for e-mails when something changes on {circle.about}:\n"
        f"{site}{circle.page}\n\n"
        "If that was you, open this address and press the button:\n"
        f"{site}{circle.door}yes/{_ticket(row, circle.yes)}/\n\n"
        f"If not, do nothing. Your address is deleted here after {WAIT_DAYS} days.\n"
    )
    write_to(circle=circle, row=row, subject=ASKING, text=text, site=site, at=at)


@transaction.atomic
def say_yes(*, circle: Circle, follower: UUID, by: str = "quiet", at: dt.datetime) -> bool:
    """Begin to tell them, of what is new from now on. False where they left meanwhile."""
    here = circle.model._default_manager.filter(pk=follower)
    if here.filter(confirmed_on=None).update(confirmed_on=at.date(), **circle.first(at)):
        record_quietly(what=f"{circle.name}.yes", on=str(follower), day=at.date())
    return here.exists()


def leave(*, circle: Circle, follower: UUID, by: str = "quiet", at: dt.datetime) -> bool:
    """Forget an address and the key that opens it. False where it was forgotten before."""
    with transaction.atomic():
        gone, _ = circle.model._default_manager.filter(pk=follower).delete()
        if gone:
            record_quietly(what=f"{circle.name}.left", on=str(follower), day=at.date())
    destroy([follower])
    return bool(gone)


def drop_unconfirmed(*, circle: Circle, by: str = "quiet", at: dt.datetime) -> int:
    """Forget addresses from which no yes came in time; returns how many."""
    before = at.date() - dt.timedelta(days=WAIT_DAYS)
    late = circle.model._default_manager.filter(confirmed_on=None, asked_on__lt=before)
    keys = list(late.values_list("pk", flat=True))
    return sum(leave(circle=circle, follower=key, at=at) for key in keys)


def write_to(
    *, circle: Circle, row: FollowerBase, subject: str, text: str, site: str, by: str = "clock",
    at: dt.datetime,
) -> bool:  # fmt: skip
    """Send one e-mail. False where there is nobody to write to: the key is gone (a backup brought
    back somebody who had left), or the server says that there is no such mailbox."""
    try:
        to = unseal(bytes(row.sealed), **_place(circle, row))
    except KeyGone:
        circle.model._default_manager.filter(pk=row.pk).delete()
        return False
    try:
        send(Letter(to, subject, text, f"{site}{circle.door}leave/{_ticket(row, circle.leave)}/"))
    except Refused:
        leave(circle=circle, follower=row.participant, at=at)
        return False
    return True


def holder_of(ticket: str, *, purpose: str) -> UUID | None:
    """Whose ticket it is; None where it opens nothing of that kind."""
    held = open_ticket(ticket, purpose=purpose)
    return None if held is None else UUID(held["who"])


def _ticket(row: FollowerBase, purpose: str) -> str:
    return close_ticket({"who": row.participant.hex}, purpose=purpose)


def _place(circle: Circle, row: FollowerBase) -> dict[str, Any]:
    """Where the address is sealed."""
    who = row.participant
    return {"participant": who, "key": "words", "table": circle.table, "row": who,
            "field": "sealed"}  # fmt: skip


def _mark(circle: Circle, address: str) -> str:
    """The same for the same address; without the root key it says nothing."""
    key = settings.ROOTS.derive(circle.marks)
    return hmac.new(key, address.strip().casefold().encode(), hashlib.sha256).hexdigest()
