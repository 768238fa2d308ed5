"""Somebody with several names gets one stand-in: it is chosen from what is hidden already."""

import pytest

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
