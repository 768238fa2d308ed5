"""Rows kept below the tests' own transactions are the same for each test, and gone when not asked
for."""

import pytest

from pennydrop.core.people.models import Organisation
from pennydrop.core.vault.models import StudyKey
from pennydrop.core.vault.scratch import study_folder
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.publish.models import Edition
from pennydrop.rooms.understand.models import Theme
from tests.beginnings import in_the_county, marsh_lane, open_now
from tests.kept import KEPT, Kept

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def found(world):
    world["organisation"], world["names"] = marsh_lane(), []


def ask(world):
    world["study"] = open_now(in_the_county(world["organisation"]))


def fail(world):
    ask(world)
    raise ValueError


@pytest.mark.parametrize("turn", ["first", "again"])
def test_what_a_test_changes_no_other_sees(told, turn):
    assert len(told.texts) == 15 and Theme.objects.get().title == "Somebody looks up"
    assert not list(study_folder(told.id).iterdir())
    told.texts.clear()
    Theme.objects.update(title="Spoiled")
    StudyKey.objects.all().delete()
    (study_folder(told.id) / "left").touch()


@pytest.mark.parametrize("turn", ["first", "again"])
def test_whoever_begins_with_less_finds_no_more(study, turn):
    assert Study.objects.get() == study and not Theme.objects.exists()


def test_the_longest_beginning_is_whole(told, quote, edition):
    assert Edition.objects.get().pk == edition.id and told.quotes == [quote]


def test_it_comes_from_the_kept_rows(told):
    assert KEPT.world()["told"].id == told.id


def test_steps_are_taken_once_and_taken_back():
    kept = Kept()
    kept.come_to((found, ask))
    study = Study.objects.get()
    kept.come_to((found, ask))
    assert Study.objects.get() == study
    kept.world()["names"].append("mine")
    assert kept.world()["names"] == []
    kept.come_to((found,))
    assert Organisation.objects.exists()
    assert not Study.objects.exists() and not StudyKey.objects.exists()
    kept.come_to(())
    assert not Organisation.objects.exists() and kept.world() == {}


def test_a_step_that_fails_leaves_nothing():
    kept = Kept()
    with pytest.raises(ValueError):
        kept.come_to((found, fail))
    assert Organisation.objects.exists() and not Study.objects.exists()
    kept.come_to(())
    assert not Organisation.objects.exists()
