"""A server that dies over somebody's first answer does not shut them out."""

import pytest

from pennydrop.rooms.listen.actions import answers
from pennydrop.rooms.listen.models import Answer, Participant
from tests.listen.answering import Teller, seven_study

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


class Died(Exception):
    """The server was killed."""


def test_the_same_first_answer_is_taken_once_the_server_is_back(organisation, at, monkeypatch):
    teller = Teller(seven_study(organisation, at))
    teller.agree()
    teller.go("all")
    sent = {"go": "save", "step": 1, "answer": "i was in real pain", "path": teller.path}

    def dies(**_):
        raise Died

    with monkeypatch.context() as killed:
        # The keys are in their own store by now; the participant is rolled back.
        killed.setattr(answers, "keep_answers", dies)
        with pytest.raises(Died):
            teller.post("first", teller.study.slug, **sent)
    assert not Participant.objects.exists()

    teller.post("first", teller.study.slug, **sent)
    assert Participant.objects.count() == 1 and Answer.objects.count() == 1
    assert "i was in real pain" in teller.get("check")
