"""What may be hidden at once, and what a person looks at one by one."""

import pytest

from pennydrop.rooms.understand.actions.deidentify import decide
from pennydrop.rooms.understand.queries.one_person import sentences_of, sure_forms
from tests.understand.deciding import hide, read
from tests.understand.told import somebody, tell

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def sure(source):
    return [form.form for form in sure_forms(read(source))]


def test_a_name_that_others_of_the_study_speak_of_is_looked_at(study, at):
    first = tell(study, [(somebody(study), "I saw my mate Kathleen Wymer. Ring 07700 900123.")])
    second = tell(study, [(somebody(study), "My mate Kathleen Wymer rang. Ring 07700 900456.")])
    assert "Kathleen Wymer" in sure(second)
    decide(source=first.pk, ruling=hide("Kathleen Wymer", "[person 1]"), by="test", at=at)
    assert "Kathleen Wymer" not in sure(second) and "07700 900456" in sure(second)


def test_a_word_with_other_senses_is_looked_at(study):
    source = tell(study, [(somebody(study), "May Larter is kind. My mate May rang. I may go.")])
    assert "May" not in sure(source)


def test_each_is_shown_in_its_sentence(study):
    source = tell(study, [(somebody(study), "Then I rang 07700 900123 and nobody came.")])
    review = read(source)
    (shown,) = sentences_of(review, sure_forms(review))
    assert shown[1:] == ("Then I rang ", " and nobody came.")
