"""Questions are put into another language, side by side."""

import pytest

from pennydrop.rooms.listen.rules.editing.places import item_at

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def test_a_language_is_added_side_by_side(desk, begun):
    page = desk.post("questions_whole", title="Ours", own="English (en)", new="Cymraeg (cy)")
    assert "Texts in Cymraeg" in page.text and "How did it start?" in page.text
    desk.post("questions_words", language="Cymraeg (cy)", text_0="Sut y dechreuodd?")
    assert desk.form.languages == ("English (en)", "Cymraeg (cy)") and desk.form.title == "Ours"
    assert item_at(desk.form, "start").label.in_language("Cymraeg (cy)") == "Sut y dechreuodd?"
    desk.post("question_edit", "start", label="How did it begin?", hint="", short="")
    assert item_at(desk.form, "start").label.said == (
        ("English (en)", "How did it begin?"), ("Cymraeg (cy)", "Sut y dechreuodd?"),
    )  # fmt: skip
    assert "Sut y dechreuodd?" in desk.get("preview_page", "now", "1", l="1")
    desk.post("questions_drop", language="Cymraeg (cy)")
    assert desk.form.languages == ("English (en)",)


@pytest.mark.parametrize(
    ("said", "says"),
    [({"title": ""}, "Give it a title"), ({"title": "T", "new": "english (EN)"}, "is in “english"),
     ({"title": "T", "new": "a::b"}, "without “:”")],
)  # fmt: skip
def test_bad_languages_get_words(said, says, desk, begun):
    desk.post("questions_whole", title="T", own="English (en)", new="Cymraeg (cy)")
    page = desk.post("questions_whole", **{"own": "English (en)", **said})
    assert page.status_code == 422 and says in page.text


def test_words_for_no_language_are_not_found(desk, begun):
    for language in ("", "a:b"):
        desk.get("questions_words", status=404, language=language)
    for language in ("", "Polski (pl)"):
        assert desk.post("questions_drop", language=language).status_code == 404
