"""Keys go with their blocks, and what nobody has filled is not for readers."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.documents.actions import save_revision, start_document
from pennydrop.core.documents.blanks import for_readers
from pennydrop.core.documents.blocks import Blank, Heading, Prose, Theme
from pennydrop.core.documents.keys import BadKeys
from pennydrop.core.documents.models import Revision
from pennydrop.core.documents.queries import newest_revision

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
TEXT, OPEN = Prose("Told."), Blank("prose", "Tell it.")


@pytest.fixture
def document(db):
    return start_document(
        kind="findings", organisation="o", title="T", blocks=[TEXT, OPEN], by="dev", at=NOON
    )


def save(document, blocks, keys):
    save_revision(document=document, blocks=blocks, keys=keys, based_on=1, by="dev", at=NOON)


def test_each_block_gets_a_key_and_keeps_it(document):
    first, second = newest_revision(document.id).keys
    assert first != second
    save(document, [OPEN, Prose("Told anew.")], [second, first])
    assert newest_revision(document.id).keys == (second, first)


def test_a_revision_from_before_keys_has_one_for_each_place(document):
    Revision.objects.filter(document=document)._raw_delete("default")
    Revision.objects.create(
        document=document, number=1, by="dev", at=NOON,
        blocks=[{"block": "prose", "markdown": "Old."}],
    )  # fmt: skip
    assert newest_revision(document.id).keys == ("place-1",)


@pytest.mark.parametrize("keys", [["a"], ["a", "a"], ["a", ""], ["a", "b" * 21]])
def test_keys_that_do_not_fit_are_refused(document, keys):
    with pytest.raises(BadKeys):
        save(document, [TEXT, OPEN], keys)
    assert newest_revision(document.id).number == 1


@pytest.mark.parametrize(
    ("blocks", "shown"),
    [
        ([OPEN], []),
        ([Heading(2, "Context"), OPEN, Heading(2, "Next"), TEXT], [2, 3]),
        ([Heading(2, "Context"), OPEN, TEXT], [0, 2]),
        ([Heading(2, "Method"), Heading(3, "Limits"), OPEN, OPEN], []),
        ([Heading(2, "Method"), TEXT, Heading(3, "Limits"), OPEN], [0, 1]),
        ([Heading(2, "Asks"), OPEN, Theme("T", "t1"), TEXT], [2, 3]),
        ([Heading(2, "Left by the writer"), Heading(2, "Next"), TEXT], [0, 1, 2]),
    ],
)
def test_a_section_that_waits_is_not_for_readers(blocks, shown):
    assert list(for_readers(blocks)) == shown


HEADINGS = st.integers(2, 4).map(lambda level: Heading(level, "H"))
ANY = st.lists(st.one_of(HEADINGS, st.just(TEXT), st.just(OPEN), st.just(Theme("T", "t"))))


@given(ANY)
def test_nothing_written_is_lost_and_no_guidance_is_shown(blocks):
    shown = for_readers(blocks)
    assert list(shown) == sorted(set(shown))
    assert not any(isinstance(blocks[place], Blank) for place in shown)
    hidden = set(range(len(blocks))) - set(shown)
    assert all(isinstance(blocks[place], Blank | Heading) for place in hidden)
    if OPEN not in blocks:
        assert not hidden
