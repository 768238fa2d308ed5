"""What leads back from stand-ins to names: who may open it, what is noted, and where it is not."""

import logging

import pytest
from django.apps import apps
from django.urls import reverse

from pennydrop.core.audit.models import Event
from pennydrop.core.erasure.models import HandCopy
from pennydrop.core.people.rules import Role
from pennydrop.core.vault.scratch import folder
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.deidentify import decide, decide_many, decide_one
from pennydrop.rooms.understand.actions.names_out import sign_names_out
from pennydrop.rooms.understand.actions.originals import destroy_originals
from pennydrop.rooms.understand.actions.second_reading import begin_second_read
from pennydrop.rooms.understand.queries.key import key_of, matching
from tests.understand.deciding import hide, place_of
from tests.understand.told import somebody, tell

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def ash(study):
    return somebody(study)


@pytest.fixture
def source(study, ash, at):
    told = tell(study, [(ash, "Xanthippe drove me to Cromer. Xanthippe Quill stayed. The heron.")])
    rulings = [hide("Xanthippe", "[friend 1]"), hide("Xanthippe Quill", "[friend 1]"),
               hide("Cromer", "[small town in Norfolk]", "place")]  # fmt: skip
    decide_many(source=told.pk, rulings=rulings, by="user:77", at=at)
    return told


def address(study, name="key"):
    return reverse(f"understand:{name}", args=[study.pk])


def opened(client, study, **sent):
    return client.post(address(study), sent).content.decode()


def test_it_says_what_each_stand_in_stood_for_and_in_whose_words(study, ash, source, at):
    other = somebody(study)
    second = tell(study, [(other, "I saw xanthippe there.")])
    decide(source=second.pk, ruling=hide("xanthippe", "[friend 1]"), by="user:77", at=at)
    decide_one(
        source=source.pk, place=place_of(source, "heron"), decision="hide",
        surrogate="[bird 1]", by="user:77", at=at,
    )  # fmt: skip
    key = {one.surrogate: one for one in key_of(study.pk)}
    assert list(key) == ["[bird 1]", "[friend 1]", "[small town in Norfolk]"]
    assert key["[friend 1]"].forms == ("Xanthippe", "Xanthippe Quill")
    assert key["[friend 1]"].whose == tuple(sorted([ash.name, other.name]))
    assert key["[bird 1]"].forms == ("heron",)
    assert [one.surrogate for one in matching(key.values(), " Friend 1] ")] == ["[friend 1]"]


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("colleague", 200), ("worker", 403), ("clinician", 403), ("stranger", 404)],
)
def test_only_those_who_may_see_originals_open_it(
    client, request, person, study, source, who, status
):
    user = (
        person("doc", Role.CLINICIAN_REVIEWER) if who == "clinician"
        else request.getfixturevalue(who)
    )  # fmt: skip
    client.force_login(user)
    for answer in (
        client.get(address(study)), client.post(address(study)),
        client.post(address(study, "key-take")),
    ):  # fmt: skip
        assert answer.status_code == status
        assert status == 200 or "Xanthippe" not in answer.content.decode()
    assert HandCopy.objects.exists() == (status == 200)


def test_nobody_signed_in_sees_the_sign_in_page(client, study, source):
    assert client.get(address(study)).status_code == 302
    assert client.post(address(study)).status_code == 302


def test_it_opens_by_a_press_alone_and_each_opening_is_noted_without_words(
    client, colleague, study, source
):
    client.force_login(colleague)
    page = client.get(address(study))
    assert "Xanthippe" not in page.content.decode() and not _noted("opened")
    answer = client.post(address(study))
    assert "Xanthippe; Xanthippe Quill" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert "Cromer" not in opened(client, study, find="friend")
    events = _noted("opened")
    assert len(events) == 2 and {event.on for event in events} == {str(study.pk)}


def _noted(what):
    return list(Event.objects.filter(what=f"understand.key.{what}"))


def test_a_file_is_a_copy_that_receipts_name(client, owner, colleague, study, source):
    client.force_login(colleague)
    answer = client.post(address(study, "key-take"))
    assert answer["Content-Disposition"] == 'attachment; filename="table.csv"'
    assert "[friend 1],Xanthippe; Xanthippe Quill," in answer.content.decode()
    assert HandCopy.objects.get().what.startswith("Key to the stand-ins") and _noted("taken")
    assert client.get(address(study, "key-take")).status_code == 405
    client.force_login(owner)
    page = client.get(reverse("understand:originals", args=[study.pk])).content.decode()
    assert "The key was taken away as a file" in page and "Ros, " in page


def test_it_goes_with_the_originals(client, colleague, study, source, at):
    decide_many(source=source.pk, rulings=[], rest="keep", by="user:77", at=at)
    sign_names_out(source=source.pk, by="user:77", at=at)
    client.force_login(colleague)
    assert "Xanthippe" in opened(client, study)
    assert destroy_originals(study=study.pk, by="user:77", at=at) == 1
    page = opened(client, study)
    assert "Xanthippe" not in page and "Nothing leads back" in page
    assert "For 1 person whose words are here it is gone already" in page


def test_it_goes_with_a_person(study, ash, source, at):
    withdraw(participant=ash, asked="with the code", by="quiet", at=at)
    assert key_of(study.pk) == []


def test_whoever_reads_blind_sees_it_afterwards(client, person, study, source, at):
    reader = person("kit", Role.PEER_RESEARCHER)
    client.force_login(reader)
    begin_second_read(source=source.pk, by=f"user:{reader.pk}", at=at)
    for name in ("key", "key-take"):
        answer = client.post(address(study, name), follow=True)
        page = answer.content.decode()
        assert "Finish that first" in page and "Xanthippe" not in page
    assert not _noted("opened") and not HandCopy.objects.exists()


def every_value():
    """Every value of every table of both databases."""
    for model in apps.get_models(include_auto_created=True):
        alias = "keys" if model._meta.app_label == "vault" else "default"
        for row in model._base_manager.using(alias).values_list():
            yield from (bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode()
                        for v in row)  # fmt: skip


def test_no_table_file_or_log_holds_it_in_the_clear(client, owner, study, source, at, caplog):
    decide_many(source=source.pk, rulings=[], rest="keep", by="user:77", at=at)
    sign_names_out(source=source.pk, by="user:77", at=at)
    client.force_login(owner)
    with caplog.at_level(logging.DEBUG):
        assert "Xanthippe" in opened(client, study)
        client.post(address(study, "key-take"))
        found = client.get(reverse("understand:search", args=[study.pk]), {"q": "drove"})
    assert "<mark>drove</mark>" in found.content.decode(), "the index was made"
    held = list(every_value())
    assert len(held) > 100 and not any(b"anthippe" in one.lower() for one in held)
    files = [path.read_bytes() for path in folder("studies").rglob("*") if path.is_file()]
    assert files and not any(b"anthippe" in held.lower() for held in files)
    said = "\n".join(one.getMessage() for one in caplog.records if "django.db" not in one.name)
    assert "anthippe" not in said.lower()
