"""A coordinator looks after people; a colleague and a stranger may not."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator

from pennydrop.core.audit.models import Event
from pennydrop.core.people.actions import LastCoordinator, change_role, require_second_factor
from pennydrop.core.people.models import Membership, User
from pennydrop.core.people.queries import roles_in
from pennydrop.core.people.rules import MAY, May, NotAllowed, Role, check_may, may
from pennydrop.core.people.welcome import welcome_path

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
NEW = {"name": "Kit", "username": "kit", "role": "worker"}


def test_every_role_is_in_the_table_and_the_boolean_follows_the_check():
    assert set(MAY) == set(Role)
    for role in Role:
        for act in May:
            try:
                check_may([role], act)
                allowed = True
            except NotAllowed as reason:
                assert act.value in str(reason)
                allowed = False
            assert may([role], act) is allowed


def test_a_coordinator_adds_somebody_who_chooses_a_password_once(client, owner, organisation):
    client.force_login(owner)
    page = client.post("/people/add/", NEW).content.decode()
    kit = User.objects.get(username="kit")
    path = page[page.index("/people/welcome/") :].split("<")[0]
    client.logout()

    assert client.get(path).status_code == 200
    words = "four random words here"
    done = client.post(path, {"new_password1": words, "new_password2": words})

    assert done.status_code == 302
    kit.refresh_from_db()
    assert kit.check_password(words) and roles_in(kit, organisation.pk) == [Role.WORKER]
    assert client.get(path).status_code == 410  # it works once
    assert Event.objects.filter(what="people.person.added", by=f"user:{owner.pk}").exists()


def test_a_weak_password_is_refused_in_plain_words(client, owner, colleague):
    path = welcome_path(colleague)
    page = client.post(path, {"new_password1": "short", "new_password2": "short"})
    assert page.status_code == 200 and b"at least 12" in page.content


@pytest.mark.parametrize("path", ["/people/", "/safety/"])
@pytest.mark.parametrize("who", ["colleague", "worker"])
def test_a_colleague_may_not(client, request, who, path):
    client.force_login(request.getfixturevalue(who))
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", ["/people/", "/safety/", "/today/", "/listen/", "/publish/"])
def test_a_visitor_is_asked_to_sign_in(client, path):
    answer = client.get(path)
    assert answer.status_code == 302 and "/accounts/login/" in answer["Location"]


def test_a_stranger_sees_and_changes_nobody_here(client, stranger, colleague, organisation):
    client.force_login(stranger)
    assert b"Ros" not in client.get("/people/").content
    field = f"{colleague.pk}-role"
    assert client.post(f"/people/{colleague.pk}/role/", {field: "coordinator"}).status_code == 404
    assert client.post(f"/people/{colleague.pk}/link/").status_code == 404
    assert roles_in(colleague, organisation.pk) == [Role.PEER_RESEARCHER]


def test_a_role_is_changed_and_taken_away(client, owner, colleague, organisation):
    client.force_login(owner)
    field = f"{colleague.pk}-role"
    client.post(f"/people/{colleague.pk}/role/", {field: "deputy"})
    assert roles_in(colleague, organisation.pk) == [Role.DEPUTY]
    client.post(f"/people/{colleague.pk}/role/", {field: ""})
    assert roles_in(colleague, organisation.pk) == []


def test_the_last_coordinator_stays(owner, organisation, at):
    with pytest.raises(LastCoordinator):
        change_role(user=owner, organisation=organisation.pk, role=Role.WORKER, by="user:1", at=at)
    assert roles_in(owner, organisation.pk) == [Role.COORDINATOR]


def test_a_changed_role_is_undone_when_the_record_cannot_be_written(
    owner, colleague, organisation, at, monkeypatch
):
    monkeypatch.setattr("pennydrop.core.people.actions.record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        change_role(user=colleague, organisation=organisation.pk, role=None, by="x", at=at)
    assert Membership.objects.filter(user=colleague).exists()


def test_a_name_that_is_taken_is_said_so(client, owner, colleague):
    client.force_login(owner)
    page = client.post("/people/add/", {**NEW, "username": "ROS"})
    assert b"already signs in as ROS" in page.content
    assert User.objects.filter(username__iexact="ros").count() == 1


def test_where_a_second_factor_is_asked_nothing_else_opens_first(
    client, colleague, organisation, at
):
    require_second_factor(organisation=organisation.pk, required=True, by="x", at=at)
    client.force_login(colleague)
    assert client.get("/today/")["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/2fa/").status_code == 200

    Authenticator.objects.create(
        user=colleague, type=Authenticator.Type.TOTP, data={"secret": "sealed"}
    )
    assert client.get("/today/").status_code == 200


def test_nobody_signs_up_by_themself(client):
    page = client.get("/accounts/signup/")
    assert b"<form" not in page.content.split(b"<main")[1].split(b"</main>")[0]
    client.post(
        "/accounts/signup/", {"username": "me", "password1": "x" * 14, "password2": "x" * 14}
    )
    assert not User.objects.filter(username="me").exists()


def test_a_link_older_than_three_days_has_ended(client, colleague, monkeypatch):
    path = welcome_path(colleague)
    later = dt.datetime.now() + dt.timedelta(days=4)
    monkeypatch.setattr(
        "django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda self: later
    )
    assert client.get(path).status_code == 410
