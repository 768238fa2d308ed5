"""A concern can be raised from wherever words are read; a participant finds who may be looking."""

import pytest
from django.urls import reverse

from tests.understand.told import somebody, tell

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def test_from_a_source_to_a_concern_about_it(client, owner, study):
    source = tell(study, [(somebody(study), "I was alone with it.")])
    client.force_login(owner)
    page = client.get(reverse("understand:review", args=[source.pk])).content.decode()
    address = f"{reverse('support:raise')}?study={study.pk}&amp;source={source.pk}"
    assert address in page
    asked = client.get(address.replace("&amp;", "&")).content.decode()
    assert str(source.pk) in asked


def test_somebody_who_raises_none_is_offered_none(client, stranger, study):
    client.force_login(stranger)
    assert "Raise a concern" not in client.get(reverse("today")).content.decode()


def test_every_participant_page_says_how_to_hide(client):
    assert reverse("support:looking") in client.get(reverse("listen:code")).content.decode()
