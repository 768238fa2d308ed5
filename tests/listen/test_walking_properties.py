"""Any way through any form loses nothing, keeps nothing irrelevant, and ends."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.listen.rules.walking import Means, added, plan_of, weigh
from tests.listen.walking_forms import ANSWERS, expected, forms, paths_of, walk_of


def several(data, walk, stop):
    """Answers to whatever is shown on one page, as far as they can be kept."""
    pages = [walk.page(one) for one in stop.members]
    given = {
        page.path: data.draw(st.sampled_from(ANSWERS[page.question.kind]))
        for page in pages
        if page.asks and data.draw(st.booleans())
    }
    weighed = weigh(walk, given)
    assert not weighed.problems and set(weighed.kept) <= set(given)
    there = set(expected(walk.plan.form, walk.answers | given, together=False))
    assert set(weighed.kept) == set(given) & there
    return dict(weighed.kept)


@settings(max_examples=60, deadline=None)
@given(forms(), st.data())
def test_any_way_through_any_form_loses_nothing_keeps_nothing_irrelevant_and_ends(form, data):
    plan, answers = plan_of(form), {}
    address = ""
    for _ in range(data.draw(st.integers(1, 12))):
        walk = walk_of(form, dict(answers), plan=plan)
        assert paths_of(walk) == expected(form, answers)
        stop = walk.stop_at(address) or walk.next_after(address) or walk.first()
        address = stop.address
        shown = walk.page(stop)
        go = data.draw(st.sampled_from(["answer", "answer", "skip", "back"]))
        if go == "answer" and shown.means is Means.ROUNDS:
            answers[stop.path] = added(answers, stop.path)
        elif go == "answer" and shown.means is Means.TOGETHER:
            answers |= several(data, walk, stop)
        elif go == "answer" and shown.asks:
            text = data.draw(st.sampled_from(ANSWERS[shown.question.kind]))
            assert not walk.check(stop, text)
            answers[stop.path] = text
        before, after = walk.before(address), walk.next_after(address)
        assert before is None or before.key < stop.key
        assert after is None or after.key > stop.key
        address = (before or stop).address if go == "back" else (after or stop).address
    walk = walk_of(form, dict(answers), plan=plan)
    there = set(expected(form, answers, together=False))
    whole = {path: text for path, text in answers.items() if path in there}
    counts = {path for path in whole if walk.stop_of(path).means is Means.ROUNDS}
    assert walk.kept() == {path: text for path, text in whole.items() if path not in counts}


@settings(max_examples=50, deadline=None)
@given(forms(), st.data())
def test_from_the_first_page_to_the_last_each_once(form, data):
    walk, seen = walk_of(form), []
    stop = walk.first()
    while stop:
        seen.append(stop.address)
        stop = walk.next_after(stop.address)
    assert seen == [stop.address for stop in walk.stops] and len(set(seen)) == len(seen)
