"""Somebody with several names gets one stand-in: it is chosen from what is hidden already."""

import pytest

from pennydrop.rooms.understand.actions.second_reading import (
    begin_second_read,
    finish_second_read,
    mark_words,
)
from pennydrop.rooms.understand.models import SecondMark
from tests.understand.deciding import place_of, result
from tests.understand.test_review_pages import send, url
from tests.understand.told import somebody, tell

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def test_another_name_of_somebody_takes_the_stand_in_they_have(client, colleague, study):
    ash = somebody(study)
    source = tell(study, [(ash, "I'm Charlotte Penhaligon. My friends all say Moss to me.")])
    client.force_login(colleague)
    send(client, source, do="hide", form="Charlotte Penhaligon", surrogate="[person 3]")
    page = client.get(url("review", source.pk)).content.decode()
    assert "Charlotte Penhaligon (person 3)" in page
    send(
        client, source, place_of(source, "Moss"), do="hide", form="Moss", surrogate="[person 1]",
        suggested="[person 1]", kind="[person 3]",
    )  # fmt: skip
    assert result(source)[0].endswith("all say [person 3] to me.")
    typed = {"surrogate": "the singer", "suggested": "[person 1]", "kind": "[person 3]"}
    send(client, source, place_of(source, "Moss"), do="hide", form="Moss", **typed)
    assert result(source)[0].endswith("all say [the singer] to me.")


def test_a_name_that_only_the_second_reader_saw_takes_it_too(client, colleague, study, at):
    source = tell(study, [(somebody(study), "I'm Charlotte Penhaligon. The other one knew me.")])
    begin_second_read(source=source.pk, by="user:905", at=at)
    mark_words(source=source.pk, words="other one", place=None, by="user:905", at=at)
    finish_second_read(source=source.pk, by="user:905", at=at)
    client.force_login(colleague)
    send(client, source, do="hide", form="Charlotte Penhaligon", surrogate="[person 3]")
    shown = client.get(url("review-second", source.pk), {"show": "1"}).content.decode()
    assert "Charlotte Penhaligon (person 3)" in shown
    mark = SecondMark.objects.get().pk
    settled = {"mark": mark, "do": "hide", "kind": "[person 3]"}
    client.post(url("second-settle", source.pk), settled)
    assert result(source)[0] == "I'm [person 3]. The [person 3] knew me."
    refused = client.post(
        url("second-settle", source.pk), settled | {"kind": "nobody"}, follow=True
    )
    assert "could not be read" in refused.content.decode()
