"""Signing in lasts as long as it should, and no longer."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def signed_in(owner):
    client = Client()
    client.force_login(owner)
    assert client.get("/today/").status_code == 200
    return client


def sent_to_sign_in(client):
    answer = client.get("/today/")
    return answer.status_code == 302 and "login" in answer["Location"]


def test_a_session_ends_when_its_time_is_over(signed_in):
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    assert sent_to_sign_in(signed_in)


def test_a_session_that_was_ended_elsewhere_is_over_at_once(signed_in):
    Session.objects.all().delete()
    assert sent_to_sign_in(signed_in)


def test_a_closed_account_is_out_at_once(signed_in, owner):
    owner.is_active = False
    owner.save()
    assert sent_to_sign_in(signed_in)


def test_a_changed_password_ends_other_sessions(signed_in, owner):
    owner.set_password("another-long-password")
    owner.save()
    assert sent_to_sign_in(signed_in)


def test_somebody_elses_key_opens_nothing(signed_in):
    stranger = Client()
    stranger.cookies["sessionid"] = "a" * 32
    assert sent_to_sign_in(stranger)
    stranger.cookies["sessionid"] = "x"
    assert sent_to_sign_in(stranger)
    assert not sent_to_sign_in(signed_in)
