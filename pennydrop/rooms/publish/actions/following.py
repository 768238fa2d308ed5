"""Follow the page of promises by e-mail: ask, say yes from one's own mailbox, be told, leave.

Nothing tells whether an e-mail was opened or a link in it followed. Whoever leaves is gone: the
row, and the key that opens the address in older backups too.
"""

import datetime as dt
import hashlib
import hmac
import uuid
from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from pennydrop.core.audit.actions import record_quietly
from pennydrop.core.messages.post import Letter, Refused, send
from pennydrop.core.vault.keys import destroy, make_participant_keys, make_study_key
from pennydrop.core.vault.sealing import KeyGone, seal, unseal
from pennydrop.core.vault.tickets import close_ticket
from pennydrop.rooms.publish.models import Follower
from pennydrop.rooms.publish.queries.news import News, news_of
from pennydrop.rooms.publish.queries.promises import entries
from pennydrop.rooms.publish.rules.commitments import EARLY_DAYS

TABLE = "publish_follower"
YES, LEAVE = "follow-yes", "follow-leave"
# The key store knows keys by what they stand under; followers stand under no study.
LIST = UUID("6f6c6c6f-7765-4273-8000-70726f6d6973")
WAIT_DAYS = 7
# Nobody can have a stranger's mailbox filled by this page, nor this server's good name used up.
MOST_A_DAY = 200
SUBJECT = "Something changed on a page you follow"
ASKING = "Please say yes to e-mails from a page"


class TooMany(Exception):
    """So many have asked today that no more e-mails are sent before tomorrow."""


def ask_to_follow(*, address: str, by: str = "quiet", at: dt.datetime) -> UUID | None:
    """Keep an address until its owner says yes. Returns whom to write to; None where this address
    follows already or was written to today: the page says the same all the while. Raises TooMany.
    """
    today = at.date()
    drop_unconfirmed(by=by, at=at)
    mark = _mark(address)
    here = Follower.objects.filter(mark=mark).first()
    if here is not None:
        again = Follower.objects.filter(pk=here.pk, confirmed_on=None, asked_on__lt=today)
        return here.pk if again.update(asked_on=today) else None
    if Follower.objects.filter(asked_on=today).count() >= MOST_A_DAY:
        raise TooMany
    row = Follower(participant=uuid.uuid4(), mark=mark, asked_on=today)
    make_study_key(LIST)
    make_participant_keys(LIST, [row.pk])
    row.sealed = seal(
        address, participant=row.pk, key="words", table=TABLE, row=row.pk, field="sealed"
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            record_quietly(what="publish.follow.asked", on=str(row.pk), day=today)
    except IntegrityError:  # the same address twice at once: one e-mail is enough
        destroy([row.pk])
        return None
    return row.pk


def send_question(*, follower: UUID, site: str, by: str = "clock", at: dt.datetime) -> None:
    """Ask for a yes, from the mailbox itself."""
    row = Follower.objects.filter(pk=follower, confirmed_on=None).first()
    if row is None:
        return
    text = (
        "Somebody, we think you, asked for e-mails when something changes on a page of promises:\n"
        f"{site}/promises/\n\n"
        "If that was you, open this address and press the button:\n"
        f"{site}/promises/follow/yes/{_ticket(row, YES)}/\n\n"
        f"If not, do nothing. Your address is deleted here after {WAIT_DAYS} days.\n"
    )
    _send(row, ASKING, text, site=site, at=at)


@transaction.atomic
def say_yes(*, follower: UUID, by: str = "quiet", at: dt.datetime) -> bool:
    """Begin to tell them, from today's news on. False where they left meanwhile."""
    here = Follower.objects.filter(pk=follower)
    if here.filter(confirmed_on=None).update(confirmed_on=at.date(), told_until=at.date()):
        record_quietly(what="publish.follow.yes", on=str(follower), day=at.date())
    return here.exists()


def leave(*, follower: UUID, by: str = "quiet", at: dt.datetime) -> bool:
    """Forget an address and the key that opens it. False where it was forgotten before."""
    with transaction.atomic():
        gone, _ = Follower.objects.filter(pk=follower).delete()
        if gone:
            record_quietly(what="publish.follow.left", on=str(follower), day=at.date())
    destroy([follower])
    return bool(gone)


def drop_unconfirmed(*, by: str = "quiet", at: dt.datetime) -> int:
    """Forget addresses from which no yes came in time; returns how many."""
    before = at.date() - dt.timedelta(days=WAIT_DAYS)
    late = Follower.objects.filter(confirmed_on=None, asked_on__lt=before)
    return sum(leave(follower=key, at=at) for key in list(late.values_list("pk", flat=True)))


def queue_news(*, by: str = "clock", at: dt.datetime) -> list[UUID]:
    """Whom to write to today: at most once a day each, and only where there is something new."""
    today = at.date()
    due = Follower.objects.exclude(confirmed_on=None).exclude(queued_on=today)
    if not due.exists():
        return []
    news = _news(today)
    chosen = []
    for key, until in list(due.values_list("pk", "told_until")):
        if not due.filter(pk=key).update(queued_on=today):
            continue
        if _since(news, until, today):
            chosen.append(key)
    return chosen


def send_news(*, follower: UUID, site: str, by: str = "clock", at: dt.datetime) -> int:
    """Write to one of them; returns of how many changes. Told of everything only once the server
    has taken the e-mail: otherwise tomorrow's says it all."""
    row = Follower.objects.filter(pk=follower).exclude(confirmed_on=None).first()
    if row is None or row.told_until is None:
        return 0
    today = at.date()
    news = _since(_news(today), row.told_until, today)
    if news and _send(row, SUBJECT, _text(news, site), site=site, at=at):
        Follower.objects.filter(pk=row.pk).update(told_until=today)
    return len(news)


def _news(today: dt.date) -> list[News]:
    return news_of(entries(on=today - dt.timedelta(days=EARLY_DAYS)))


def _since(news: Collection[News], until: dt.date | None, today: dt.date) -> list[News]:
    return [one for one in news if until is not None and until < one.on <= today]


def _text(news: Collection[News], site: str) -> str:
    parts = [f"{one.title}\n{one.text}\n{site}/promises/{one.slug}/" for one in news]
    return "\n\n".join(parts)


def _send(row: Follower, subject: str, text: str, *, site: str, at: dt.datetime) -> bool:
    """False where there is nobody to write to: the key is gone (a backup brought back somebody who
    had left), or the server says that there is no such mailbox."""
    try:
        to = unseal(
            row.sealed, participant=row.pk, key="words", table=TABLE, row=row.pk, field="sealed"
        )
    except KeyGone:
        Follower.objects.filter(pk=row.pk).delete()
        return False
    try:
        send(Letter(to, subject, text, f"{site}/promises/follow/leave/{_ticket(row, LEAVE)}/"))
    except Refused:
        leave(follower=row.pk, at=at)
        return False
    return True


def _ticket(row: Follower, purpose: str) -> str:
    return close_ticket({"who": row.pk.hex}, purpose=purpose)


def _mark(address: str) -> str:
    """The same for the same address; without the root key it says nothing."""
    key = settings.ROOTS.derive("followers")
    return hmac.new(key, address.strip().casefold().encode(), hashlib.sha256).hexdigest()
