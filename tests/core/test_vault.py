"""Sealing: what opens, what does not, and what is gone for ever."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.vault import keys
from pennydrop.core.vault.boxes import NotOurs, close, open_box
from pennydrop.core.vault.lookups import TooBusy, _slots, lookup_of
from pennydrop.core.vault.models import ParticipantKey
from pennydrop.core.vault.roots import RootKeyUnreadable, load_roots
from pennydrop.core.vault.sealing import KeyGone, digest, seal, unseal
from pennydrop.core.vault.tickets import close_ticket, open_ticket

KEY = bytes(range(32))
databases = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def participant(db):
    study, person = uuid.uuid4(), uuid.uuid4()
    keys.make_study_key(study)
    keys.make_participant_keys(study, [person])
    return person


@given(st.binary(), st.binary(max_size=40))
def test_a_box_opens_with_its_key_in_its_place(plain, place):
    assert open_box(close(plain, key=KEY, place=place), key=KEY, place=place) == plain


@given(st.binary(max_size=50), st.integers(min_value=0, max_value=400))
def test_a_box_with_one_changed_bit_does_not_open(plain, where):
    box = bytearray(close(plain, key=KEY, place=b"here"))
    box[where // 8 % len(box)] ^= 1 << where % 8
    with pytest.raises(NotOurs):
        open_box(bytes(box), key=KEY, place=b"here")


@databases
@pytest.mark.postgres
def test_keys_that_are_made_again_stay_what_they_were(participant):
    where = {"participant": participant, "key": "raw", "table": "t", "field": "f"}
    row = uuid.uuid4()
    box = seal("mine", row=row, **where)
    keys.make_participant_keys(ParticipantKey.objects.first().study, [participant])
    keys.forget_opened_keys()
    assert unseal(box, row=row, **where) == "mine"
    assert ParticipantKey.objects.filter(participant=participant).count() == 2


@databases
@pytest.mark.postgres
def test_words_open_only_where_they_were_sealed(participant):
    row = uuid.uuid4()
    where = {"participant": participant, "key": "words", "table": "t", "field": "sealed"}
    box = seal("naïve 👩‍👧 \ud800 ok", row=row, **where)
    assert unseal(box, row=row, **where) == "naïve 👩‍👧 \ud800 ok"
    for wrong in ({"row": uuid.uuid4()}, {"table": "u"}, {"field": "f"}, {"key": "raw"}):
        with pytest.raises(NotOurs):
            unseal(box, **{**where, "row": row, **wrong})


@databases
@pytest.mark.postgres
def test_when_the_key_is_destroyed_nothing_opens(participant):
    row = uuid.uuid4()
    where = {"participant": participant, "key": "raw", "table": "t", "row": row, "field": "f"}
    box = seal("gone", **where)
    assert keys.destroy([participant]) == 2
    with pytest.raises(KeyGone):
        unseal(box, **where)
    with pytest.raises(KeyGone):
        seal("more", **where)
    assert not ParticipantKey.objects.filter(participant=participant).exists()


@databases
def test_an_opened_key_is_forgotten_after_a_minute(participant, monkeypatch):
    keys.open_key(participant, "raw")
    ParticipantKey.objects.all().delete()
    assert keys.open_key(participant, "raw")  # still held
    later = keys.time.monotonic() + keys.CACHE_SECONDS + 1
    monkeypatch.setattr(keys.time, "monotonic", lambda: later)
    with pytest.raises(KeyGone):
        keys.open_key(participant, "raw")


@databases
def test_a_digest_tells_words_apart_and_people_too(participant):
    study, other = uuid.uuid4(), uuid.uuid4()
    keys.make_study_key(study)
    keys.make_participant_keys(study, [other])
    assert digest("a", participant=participant) == digest("a", participant=participant)
    assert digest("a", participant=participant) != digest("b", participant=participant)
    assert digest("a", participant=participant) != digest("a", participant=other)


def test_the_lookup_of_a_code_is_stable_and_says_nothing_of_it():
    found = lookup_of("1234567890123456")
    assert found == lookup_of("1234567890123456") != lookup_of("1234567890123457")
    assert len(found) == 64 and "1234" not in found[:8]


def test_too_many_slow_hashes_at_once_are_turned_away(monkeypatch):
    monkeypatch.setattr(_slots, "acquire", lambda timeout: False)
    with pytest.raises(TooBusy, match="moment"):
        lookup_of("1234567890123456")


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4))
def test_a_ticket_opens_for_its_purpose_only(value):
    ticket = close_ticket(value, purpose="resume")
    assert open_ticket(ticket, purpose="resume") == value
    assert open_ticket(ticket, purpose="other") is None
    assert open_ticket(ticket[:-2] + "zz", purpose="resume") in (None, value)
    assert open_ticket("nonsense", purpose="resume") is None


def test_the_root_key_is_made_once_and_a_damaged_one_is_never_replaced(tmp_path):
    first = load_roots(tmp_path)
    assert load_roots(tmp_path).root == first.root
    assert (tmp_path / "root.key").stat().st_mode & 0o077 == 0
    assert first.paper().replace(" ", "") in (tmp_path / "root.key").read_text()
    (tmp_path / "root.key").write_text("half a key\n")
    with pytest.raises(RootKeyUnreadable):
        load_roots(tmp_path)


def test_old_keys_are_looked_for_seldom_and_dropped(monkeypatch):
    """With many keys open, each further one must not look through them all; and none outlives its
    minute by being one of many."""
    from pennydrop.core.vault import keys

    now = [0.0]
    monkeypatch.setattr(keys, "MANY", 10)
    monkeypatch.setattr(keys.time, "monotonic", lambda: now[0])
    cache = keys._Cache()
    people = [uuid.uuid4() for _ in range(1000)]
    for person in people:
        cache.put(("words", person), b"k")
    assert len(cache._held) == 1000 and cache._many <= 2000
    now[0] = keys.CACHE_SECONDS + 1
    for person in [uuid.uuid4() for _ in range(1500)]:
        cache.put(("words", person), b"k")
    assert not cache._held.keys() & {("words", person) for person in people}
