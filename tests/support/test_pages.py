"""Pages of the desk: who gets in, what each shows, and what is refused in words."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from pennydrop.core.audit.models import Event
from pennydrop.core.concerns import Level
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import Role
from pennydrop.rooms.support.actions.handling import look, note_done
from pennydrop.rooms.support.models import ClosedDay, Concern, Desk, Shift, Watch

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
NEW = {"level": "risk", "origin": "something a colleague saw or heard", "summary": "Very low."}
HIDDEN = "Something only the desk may read."


def said(answer):
    return answer.content.decode()


@pytest.fixture
def concern(raised):
    return raised(summary=HIDDEN)


@pytest.fixture
def page(client):
    def get(user, name, *args, status=200):
        client.force_login(user)
        answer = client.get(reverse(name, args=args))
        assert answer.status_code == status
        return said(answer)

    return get


class TestWhoMay:
    def test_the_desk_is_closed_to_everybody_but_those_who_handle_concerns(
        self, client, concern, colleague, worker, stranger, owner, guard
    ):
        address = reverse("support:concern", args=[concern.pk])
        assert client.get(address).status_code == 302
        for user, status in [(colleague, 403), (worker, 403), (stranger, 404), (owner, 200)]:
            client.force_login(user)
            assert client.get(address).status_code == status
            done = client.post(reverse("support:step", args=[concern.pk, "look"]))
            assert done.status_code == (302 if status == 200 else status)
        client.force_login(guard)
        assert HIDDEN in said(client.get(address))

    @pytest.mark.parametrize("name", ["support:rota", "support:studies"])
    def test_so_are_rota_and_settings(self, page, colleague, owner, name):
        page(colleague, name, status=403)
        page(owner, name)

    def test_a_safeguarding_lead_reads_no_study(self, client, guard, study):
        client.force_login(guard)
        for name in ("listen:study", "understand:study", "publish:study"):
            assert client.get(reverse(name, args=[study.pk])).status_code == 403

    def test_a_network_member_raises_nothing(self, page, person):
        member = person("lin", Role.NETWORK_MEMBER)
        page(member, "support:concerns", status=403)
        page(member, "support:raise", status=403)

    def test_another_organisations_hours_and_studies_are_not_there(
        self, client, rota, stranger, study
    ):
        client.force_login(stranger)
        shift = Shift.objects.first()
        assert client.post(reverse("support:rota-remove", args=[shift.pk])).status_code == 404
        watch = client.post(reverse("support:watch", args=[study.pk]), {"watched": "yes"})
        assert watch.status_code == 404


class TestRaising:
    def test_anybody_on_the_team_raises_one_and_sees_only_what_became_of_it(
        self, client, worker, owner, at
    ):
        client.force_login(worker)
        done = client.post(reverse("support:raise"), {**NEW, "summary": HIDDEN}, follow=True)
        assert "Your concern is kept" in said(done) and HIDDEN not in said(done)
        assert "nobody has looked at it yet" in said(done)
        look(concern=Concern.objects.get(), by=actor(owner), at=at)
        assert "Dev has looked at it" in said(client.get(reverse("support:concerns")))

    def test_what_is_missing_is_named(self, client, worker):
        client.force_login(worker)
        answer = client.post(reverse("support:raise"), {})
        assert answer.status_code == 422
        for text in ("Say how pressing it is", "Say where it comes from", "Say what worries you"):
            assert text in said(answer)

    def test_from_an_answer_with_a_link_that_is_sealed(self, client, colleague, pointer):
        client.force_login(colleague)
        link = {"study": pointer.study, "source": pointer.source}
        first = said(client.get(reverse("support:raise"), link))
        assert "Survey" in first and str(pointer.source) in first
        assert client.post(reverse("support:raise"), {**NEW, **link}).status_code == 302
        assert Concern.objects.get().pointer is not None

    def test_their_words_are_refused_and_what_was_typed_stays(self, client, colleague, pointer):
        client.force_login(colleague)
        words = "He said: sat on the third post and I knew."
        sent = {**NEW, "study": pointer.study, "source": pointer.source, "summary": words}
        answer = client.post(reverse("support:raise"), sent)
        assert answer.status_code == 422 and "word for word" in said(answer)
        assert words in said(answer) and not Concern.objects.exists()

    @pytest.mark.parametrize("junk", ["x", "00000000-0000-4000-8000-000000000000"])
    def test_a_link_that_leads_nowhere_is_dropped(self, client, colleague, junk):
        client.force_login(colleague)
        assert client.get(reverse("support:raise"), {"study": junk}).status_code == 200

    def test_a_link_into_another_organisation_is_refused(self, client, stranger, pointer):
        client.force_login(stranger)
        sent = {**NEW, "study": pointer.study}
        assert client.post(reverse("support:raise"), sent).status_code == 403


class TestHandling:
    def post(self, client, user, row, what, **sent):
        client.force_login(user)
        return client.post(reverse("support:step", args=[row.pk, what]), sent, follow=True)

    def test_the_whole_way_on_pages(self, client, concern, owner, guard):
        self.post(client, owner, concern, "look")
        self.post(client, owner, concern, "done", done="Rang back.")
        self.post(client, owner, concern, "hand", hand="Adult team.")
        self.post(client, owner, concern, "level", level="immediate")
        refused = self.post(client, owner, concern, "close", close="Enough.")
        assert "You handled this" in said(refused) and refused.status_code == 422
        closed = said(self.post(client, guard, concern, "close", close="Enough was done."))
        for text in ("Rang back.", "Adult team.", "Enough was done.", "by Noor", "Kept until"):
            assert text in closed

    def test_a_refused_note_keeps_what_was_typed(self, client, owner, concern):
        answer = self.post(client, owner, concern, "done", done="About P014 again")
        assert answer.status_code == 422 and "About P014 again" in said(answer)
        assert "Error: " in said(answer).split("</title>")[0]

    def test_what_does_not_exist_is_not_there(self, client, owner, concern):
        assert self.post(client, owner, concern, "erase").status_code == 404
        assert self.post(client, owner, concern, "level", level="mild").status_code == 422


class TestRota:
    hours = {"weekday": "0", "starts": "09:00", "ends": "17:00"}

    def test_hours_are_entered_and_taken_out(self, client, owner, deputy):
        client.force_login(owner)
        sent = {**self.hours, "lead": owner.pk, "deputy": deputy.pk}
        page = said(client.post(reverse("support:rota-add"), sent, follow=True))
        assert "09:00 to 17:00: Dev, deputy Maya" in page
        client.post(reverse("support:rota-remove", args=[Shift.objects.get().pk]))
        assert not Shift.objects.exists()

    def test_hours_that_make_no_sense_are_refused_in_words(self, client, owner):
        client.force_login(owner)
        for change in ({"ends": "09:00"}, {"deputy": owner.pk}, {"lead": ""}, {"starts": "x"}):
            sent = {**self.hours, "lead": owner.pk, **change}
            assert client.post(reverse("support:rota-add"), sent).status_code == 422
        assert not Shift.objects.exists()

    def test_nobody_is_on_the_rota_who_may_not_read(self, client, owner, colleague):
        client.force_login(owner)
        sent = {**self.hours, "lead": colleague.pk}
        assert client.post(reverse("support:rota-add"), sent).status_code == 422

    def test_days_off_and_how_long_to_keep(self, client, owner):
        client.force_login(owner)
        day = (timezone.localdate() + dt.timedelta(days=9)).isoformat()
        client.post(reverse("support:rota-day"), {"day": day})
        assert ClosedDay.objects.count() == 1
        client.post(reverse("support:rota-day"), {"day": day, "open": "yes"})
        assert not ClosedDay.objects.exists()
        client.post(reverse("support:keep"), {"months": "24"})
        assert Desk.objects.get().keep_months == 24
        assert client.post(reverse("support:keep"), {"months": "0"}).status_code == 422

    def test_everybody_on_the_team_sees_whether_anybody_is_there(self, page, worker, rota, owner):
        for shift in Shift.objects.all():
            shift.delete()
        assert "Nobody is reading this now" in page(worker, "support:raise")
        assert "116 123" in page(worker, "support:raise")
        for weekday in range(7):  # day and night
            Shift.objects.create(
                desk=rota, weekday=weekday, starts=dt.time(0), ends=dt.time(23, 59, 59), lead=owner
            )
        assert "Somebody is here to read concerns" in page(worker, "support:raise")


def test_a_study_opens_concerns_from_tomorrow_on(client, owner, study):
    client.force_login(owner)
    client.post(reverse("support:watch", args=[study.pk]), {"watched": "yes"})
    tomorrow = timezone.now().date() + dt.timedelta(days=1)
    assert Watch.objects.get().from_day == tomorrow
    assert "Opens concerns" in said(client.get(reverse("support:studies")))
    client.post(reverse("support:watch", args=[study.pk]), {"watched": "no"})
    assert not Watch.objects.exists()
    assert Event.objects.filter(what="support.study.unwatched").exists()


class TestToday:
    def test_overdue_is_loud_and_only_for_those_who_may(self, page, raised, rota, colleague, owner):
        raised(Level.IMMEDIATE)  # on the Monday of the tests, long ago
        mine = page(owner, "today")
        assert "1 concern is overdue for a first look" in mine and 'class="pressing"' in mine
        assert HIDDEN not in mine
        assert "overdue" not in page(colleague, "today")

    def test_what_somebody_else_handled_waits_to_be_closed(self, page, raised, owner, guard, at):
        row = raised()
        note_done(concern=row, note="Rang.", by=actor(owner), at=at)
        assert "waiting for you to close" in page(guard, "today")
        assert "waiting for you to close" not in page(owner, "today")


def test_a_page_for_who_may_be_watched_is_open_neutral_and_leaves_nothing(client):
    from tests.listen.reading_age import grade

    answer = client.get(reverse("support:looking"))
    page = said(answer)
    assert answer.status_code == 200 and not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert "<title>Using this page</title>" in page and "Leave now" in page
    words = page.split("<main")[1].split("</main>")[0]
    import re

    plain = re.sub(r"</(p|li|h\d)>", "\n\n", words)
    assert grade(re.sub(r"<[^>]+>|\b0[\d ]{8,}\b", "", plain)) <= 6
