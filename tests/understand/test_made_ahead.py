"""What a large study is searched and counted in is made ahead, and pages say so meanwhile."""

import os
import threading
import time

import pytest
from django.urls import reverse

from pennydrop.core.vault.scratch import drop_study, folder, study_folder
from pennydrop.rooms.understand.queries import making
from pennydrop.rooms.understand.queries.making import (
    BeingMade,
    Making,
    keeping,
    told_rather_than_waiting,
)
from pennydrop.rooms.understand.queries.positions import passages_counted
from pennydrop.rooms.understand.queries.ready import is_missing, make_ready
from pennydrop.rooms.understand.queries.search import search
from pennydrop.web import keeper
from pennydrop.web.keeper import CARRY_SECONDS, Keeper
from tests.understand.building import code_on

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def coded(study, interview, at):
    return code_on(study, at, "Pain", (interview, 1, "it burned like glass"))


@pytest.fixture
def large(monkeypatch, study, coded):
    """Nothing is made yet, and there is somebody who will."""
    monkeypatch.setattr(making, "LARGE", 1)
    drop_study(study.pk)
    with keeping():
        yield study
    (folder() / making.KEEPER).unlink(missing_ok=True)


def test_the_keeper_makes_what_is_missing_and_carries_in_what_changed(study, interview, coded, at):
    held = Keeper()
    held.round(0)
    assert not is_missing(study.pk)
    drop_study(study.pk)
    held.round(1)
    assert not is_missing(study.pk) and passages_counted(study.pk) == {coded: 1}


def test_a_keeper_that_fails_goes_on(study, coded, monkeypatch, caplog):
    def fails(_):
        raise OSError("The disk is full.")

    held = Keeper()
    monkeypatch.setattr(keeper, "make_ready", fails)
    held.round(0)
    assert "making ahead failed" in caplog.text
    monkeypatch.undo()
    held.round(CARRY_SECONDS)
    assert not is_missing(study.pk)


def test_pages_that_count_say_that_it_is_being_made(client, colleague, large):
    client.force_login(colleague)
    for name in ("search", "ask", "by-people", "together", "themes"):
        answer = client.get(reverse(f"understand:{name}", args=[large.pk]), {"q": "glass"})
        assert answer.status_code == 202, name
        page = answer.content.decode()
        assert "being made ready" in page and "data-working" in page
    make_ready(large.pk)
    assert client.get(reverse("understand:together", args=[large.pk])).status_code == 200


def test_the_study_and_its_codebook_open_meanwhile_without_counts(client, colleague, large):
    client.force_login(colleague)
    for name in ("study", "codes"):
        before = client.get(reverse(f"understand:{name}", args=[large.pk]))
        assert before.status_code == 200 and "being counted" in before.content.decode()
        assert "0 passages" not in before.content.decode()
    make_ready(large.pk)
    for name in ("study", "codes"):
        after = client.get(reverse(f"understand:{name}", args=[large.pk])).content.decode()
        assert "Pain" in after and "being counted" not in after


def test_what_is_sent_is_kept_even_if_it_has_to_wait(client, colleague, large):
    client.force_login(colleague)
    sent = {"name": "Six words in a row of mine", "definition": ""}
    assert client.post(reverse("understand:code-new", args=[large.pk]), sent).status_code == 302


@pytest.mark.parametrize("why", ["small", "nobody would make it", "would rather wait"])
def test_it_is_made_at_once_where_that_is_quick_or_nobody_else_will(large, monkeypatch, why):
    if why == "small":
        monkeypatch.setattr(making, "LARGE", 10_000)
    elif why == "nobody would make it":
        long_ago = time.time() - 2 * making.DEAD
        os.utime(folder() / making.KEEPER, (long_ago, long_ago))
    else:
        assert search(large.pk, "glass").total == 1
    with told_rather_than_waiting():
        assert search(large.pk, "glass").total == 1


def test_only_one_makes_it_and_the_other_waits(tmp_path):
    one, other = Making(tmp_path / "index"), Making(tmp_path / "index")
    assert one.begin() and not other.begin()
    done = threading.Timer(0.3, one.end)
    done.start()
    other.wait()
    assert not one.sign.exists() and other.begin()


def test_the_sign_of_somebody_who_died_is_taken_over(tmp_path):
    one, other = Making(tmp_path / "index"), Making(tmp_path / "index")
    assert one.begin()
    long_ago = time.time() - 2 * making.DEAD
    os.utime(one.sign, (long_ago, long_ago))
    assert other.begin()
    one.end()
    assert other.since() is not None and other.beat() is False


def test_whoever_makes_it_stops_when_words_went(study, coded):
    place = study_folder(study.pk)
    one = Making(place / "index")
    assert one.begin() and not one.beat()
    drop_study(study.pk)
    one.looked = 0
    assert one.beat()


def test_what_somebody_who_died_left_half_made_goes(study, coded):
    drop_study(study.pk)
    half = study_folder(study.pk) / "index.sqlite3.part-1"
    half.write_text("it burned like glass")
    assert search(study.pk, "glass").total == 1
    assert not half.exists()


def test_a_large_study_is_told_at_once_that_somebody_is_at_it(large):
    sign = Making(study_folder(large.pk) / "index.sqlite3")
    assert sign.begin()
    with told_rather_than_waiting(), pytest.raises(BeingMade) as told:
        search(large.pk, "glass")
    assert 0 <= told.value.since < 5
