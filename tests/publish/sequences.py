"""A study that people do things to in any order, and beside it what we know of it."""

import datetime as dt
import io
import zipfile
from contextlib import suppress

from django.test import Client

from pennydrop.core.documents.blocks import QuoteRef
from pennydrop.rooms.listen.actions.participants import record_consent
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.publish.actions.comments import comment_on
from pennydrop.rooms.publish.actions.deleting import (
    CannotDelete,
    delete_findings,
    drop_deleted,
    restore_findings,
)
from pennydrop.rooms.publish.actions.drafts import (
    NewFindings,
    put_block,
    remove_block,
    start_findings,
)
from pennydrop.rooms.publish.actions.drawing import draw_on
from pennydrop.rooms.publish.actions.release import CannotRelease
from pennydrop.rooms.publish.models import Edition, Slot
from pennydrop.rooms.publish.queries.drafts import Draft, draft_by_id
from pennydrop.rooms.publish.queries.editions import open_slot
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.correcting import correct_segment
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.signing import CannotSign as CannotSignQuote
from pennydrop.rooms.understand.actions.signing import sign_quote
from pennydrop.rooms.understand.models import Quote
from pennydrop.rooms.understand.queries.texts import segments_of
from pennydrop.rooms.understand.rules.quoting import Words
from tests.publish.releasing import FIRST, SECOND, released

PEOPLE = 4
LENT = PEOPLE - 1
NEEDED = ("take_part", "analyse", "quote", "publish")
LATER = "later_studies"
DOCUMENTS = ("report", "cards")


class World:
    """The study as it is, and beside it what we know of it. Steps that name no document are done to
    each that is there."""

    def __init__(self, told, code, other, at):
        self.told, self.theme_code, self.other, self.at = told, code, other, at
        self.agreed = [dict.fromkeys(NEEDED, "yes") for _ in range(PEOPLE)]
        self.agreed[LENT][LATER] = "yes"
        self.gone: set[int] = set()
        self.quotes: dict[int, Quote] = {}
        self.documents = [
            start_findings(study=told.card, new=NewFindings(template=one), by=FIRST, at=at).id
            for one in DOCUMENTS
        ]

    @property
    def drafts(self) -> list[Draft]:
        return [draft for draft in map(draft_by_id, self.documents) if draft]

    def step(self, name, *what):
        """Whoever took their words back does nothing more."""
        self.at += dt.timedelta(hours=1)
        if not what or what[0] not in self.gone:
            getattr(self, name)(*what)
        self.check_gone()

    def say(self, who, scope, answer):
        self.agreed[who][scope] = answer
        record_consent(
            participant=self.told.person(who), answers={scope: answer}, sheet=None, how="paper",
            by=FIRST, at=self.at,
        )  # fmt: skip

    def code(self, who):
        if who == LENT:
            return
        start, end = self.told.texts[who].place(0, "secret")
        add_coding(
            text=self.told.texts[who].id, code=self.theme_code, start=start, end=end, by=FIRST,
            at=self.at,
        )  # fmt: skip

    def quote(self, who):
        """Picked, signed by two, and put into each draft."""
        if who in self.quotes:
            return
        place = self.told.texts[who].place(0, f"secret {who} kept in a tin")
        self.quotes[who] = make_quote(
            theme=None if who == LENT else self.told.theme.pk, source=self.told.texts[who].id,
            pieces=[Words(*place)], attribution="", by=FIRST, at=self.at,
        )  # fmt: skip
        self.sign(who)
        for draft in self.drafts:
            self.put(draft, who)

    def put(self, draft, who):
        told = {"draft": draft, "by": FIRST, "at": self.at}
        if who == LENT:
            draw_on(study=self.told.card, others=[self.other], **told)
            told["draft"] = draft_by_id(draft.id)
        put_block(
            block=QuoteRef(str(self.quotes[who].pk)), new=True,
            place=len(draft.blocks) + 1, based_on=draft.number, **told,
        )  # fmt: skip

    def sign(self, who):
        if who in self.quotes:
            for by in (FIRST, SECOND):
                with suppress(CannotSignQuote):
                    sign_quote(quote=self.quotes[who], by=by, at=self.at)

    def correct(self, who):
        (segment,) = segments_of(self.told.texts[who].id)
        text = segment.text.replace("tin", "box") if "tin" in segment.text else segment.text + " So"
        correct_segment(segment=segment.id, text=text, by=FIRST, at=self.at)

    def tidy(self):
        """Quotes of which nothing is left go out of the drafts."""
        kept = {str(self.quotes[who].pk) for who in self.quotes if who not in self.gone}
        for draft in self.drafts:
            for place in range(len(draft.blocks), 0, -1):
                block = draft.blocks[place - 1]
                if isinstance(block, QuoteRef) and block.quote_id not in kept:
                    told = {"based_on": draft.number, "by": FIRST, "at": self.at}
                    remove_block(draft=draft, place=place, **told)
                    draft = draft_by_id(draft.id)

    def comment(self):
        for draft in self.drafts:
            key = draft.keys[-1]
            comment_on(draft=draft, key=key, text="Is this right?", by=FIRST, at=self.at)

    def delete(self):
        for draft in self.drafts:
            with suppress(CannotDelete):
                delete_findings(draft=draft, by=FIRST, at=self.at)

    def restore(self):
        for document in self.documents:
            with suppress(CannotDelete):
                restore_findings(document=document, by=FIRST, at=self.at)

    def let_go(self):
        """A month goes by, and the clock does its work."""
        self.at += dt.timedelta(days=31)
        drop_deleted(at=self.at)

    def withdraw(self, who):
        self.gone.add(who)
        person = self.told.person(who)
        withdraw(participant=person, asked="with the code", by="quiet", at=self.at)

    def release(self):
        for draft in self.drafts:
            with suppress(CannotRelease):
                self.check_made(released(self.told, draft, self.at))

    def check_made(self, made):
        for slot in Slot.objects.filter(edition=made):
            who = self.owner(slot)
            assert who not in self.gone, "words of somebody who took theirs back"
            assert set(self.agreed[who].values()) == {"yes"}, (who, self.agreed[who])
            (segment,) = segments_of(self.told.texts[who].id)
            assert slot.order == 0 or open_slot(slot) in segment.text, "not as it stands"

    def owner(self, slot):
        people = [self.told.person(who).pk for who in range(PEOPLE)]
        return people.index(slot.participant)

    def read(self):
        """Everything that anybody can open or take away now holds nothing of those who went, and
        all of those who stand by what they said."""
        taken = "".join(taken_away(Client()))
        for who in self.gone:
            assert f"secret {who} kept" not in taken
        printed = {self.owner(slot) for slot in Slot.objects.filter(sealed__isnull=False)}
        for who in printed:
            said = f"secret {who} kept" in taken
            assert said or set(self.agreed[who].values()) != {"yes"}

    def check_gone(self):
        for slot in Slot.objects.all():
            assert self.owner(slot) not in self.gone or open_slot(slot) is None


def taken_away(reader):
    """The texts of all pages, files and feeds of all editions."""
    slugs = list(Edition.objects.values_list("slug", flat=True))
    parts = ("", "report.txt", "cards/", "status/", "cite.bib")
    pages = [f"/findings/{slug}/{part}" for slug in slugs for part in parts]
    for page in ("/findings/", "/findings/feed.xml", "/promises/feed.xml", *pages):
        yield reader.get(page).content.decode()
    for slug in slugs:
        with zipfile.ZipFile(io.BytesIO(reader.get(f"/findings/{slug}/data.zip").content)) as box:
            yield from (box.read(name).decode() for name in box.namelist())
