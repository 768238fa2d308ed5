"""Somebody takes their words back: the link to them goes, our own summary stays, and it says so."""

import pytest
from django.db import connection

from pennydrop.core.erasure.registry import holdings_everywhere
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.support.models import Concern
from pennydrop.rooms.support.queries.concerns import mark_of, open_concern
from pennydrop.rooms.support.queries.holdings import LINKS

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
SUMMARY = "Sounded very low on the phone."


def everything():
    """Every value of this room's tables, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("support_"):
                cursor.execute(f'SELECT * FROM "{table}"')
                found += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


def test_the_pointer_goes_and_the_summary_stays(raised, pointer, someone, at):
    row, other = raised(pointer=pointer), raised()
    held = {h.what: h.count for h in holdings_everywhere(someone[0].pk)}
    assert held[LINKS] == 1
    assert mark_of(someone[0].pk) in everything()

    receipt = withdraw(participant=someone[0], asked="with the code", by="quiet", at=at)

    assert sum(receipt.removed["support"].values()) == 1
    assert "stays" in next(iter(receipt.removed["support"]))
    row.refresh_from_db()
    told = open_concern(row, at=at)
    assert told.pointer is None and told.pointer_gone and told.summary == SUMMARY
    assert not open_concern(Concern.objects.get(pk=other.pk), at=at).pointer_gone
    assert mark_of(someone[0].pk) not in everything()


def test_no_key_joins_a_concern_to_a_study(raised, pointer, someone):
    """Nothing that stands in a concern stands in the study's own tables."""
    raised(pointer=pointer)
    here = everything()
    for key in (someone[0].pk, someone[1].pk, pointer.study):
        assert str(key) not in here and key.hex not in here
    for field in Concern._meta.get_fields():
        related = getattr(field, "related_model", None)
        assert related is None or related._meta.app_label in {"support", "people"}
