"""Forms made up for the tests of answering, and an oracle of what is relevant in them."""

import datetime as dt

from hypothesis import strategies as st

from pennydrop.rooms.listen.rules.form import (
    Choice,
    ChoiceList,
    Form,
    Group,
    Kind,
    Question,
    Repeat,
    plain,
)
from pennydrop.rooms.listen.rules.walking import Setting, Walk, plan_of, rounds_said

NOON = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
AB = ChoiceList("ab", (Choice("a", plain("Ay")), Choice("b", plain("Bee"))))
KINDS = [Kind.TEXT, Kind.INTEGER, Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.DATE, Kind.NOTE]
ANSWERS = {
    Kind.TEXT: ["words", "a second line\nof words"], Kind.INTEGER: ["0", "1", "2", "3"],
    Kind.SELECT_ONE: ["a", "b"], Kind.SELECT_MULTIPLE: ["a", "b", "a b"],
    Kind.DATE: ["2024-02-29"],
}  # fmt: skip


def form_of(*items, **more):
    return Form("A form", "a_form", "1", tuple(items), **more)


def question(name, kind=Kind.TEXT, **more):
    listed = AB if kind in {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK} else None
    return Question(name, kind, **{"label": plain(f"Say {name}"), "listed": listed, **more})


def walk_of(form, answers=None, language="", plan=None):
    return Walk(plan or plan_of(form), answers or {}, Setting(NOON, "seed", language))


def paths_of(walk):
    return [stop.path for stop in walk.stops]


@st.composite
def forms(draw):
    """A valid form: a condition looks at a choice that was asked before it and stands round it."""
    count = iter(range(1, 1000))

    def items(depth, seen):
        made = []
        seen = list(seen)
        for _ in range(draw(st.integers(1, 4 if depth == 0 else 3))):
            made.append(item(depth, seen))
        return tuple(made)

    def item(depth, seen):
        name = f"q{next(count)}"
        choices = [known for known, kind in seen if kind is Kind.SELECT_ONE]
        when = draw(st.sampled_from(["", *(f"${{{known}}} = 'a'" for known in choices)]))
        shape = draw(st.sampled_from(["question", "question", "question", "group", "repeat"]))
        if shape == "question" or depth == 3:
            kind = draw(st.sampled_from(KINDS))
            seen.append((name, kind))
            return question(name, kind, relevant=when)
        if shape == "group":
            note = draw(st.sampled_from(["", "This is hard."]))
            inner = items(depth + 1, seen)
            look = draw(st.sampled_from(["", "field-list"]))
            return Group(name, plain(name), inner, relevant=when, hint=plain(note), appearance=look)
        numbers = [known for known, kind in seen if kind is Kind.INTEGER]
        counted = draw(st.sampled_from(["", *(f"${{{known}}}" for known in numbers)]))
        inner = items(depth + 1, seen)
        look = draw(st.sampled_from(["", "field-list"]))
        return Repeat(name, plain(name), inner, relevant=when, count=counted, appearance=look)

    return form_of(*items(0, []))


def expected(form, answers, *, together=True):
    """Paths of the pages that are there, found without the engine: relevance from the outside in,
    an answer that is not there counting as blank. Not `together`: of the questions on them."""
    return list(_seen(form.items, "", {}, answers, together))


def _seen(items, prefix, scope, answers, together):
    for item in items:
        path = f"{prefix}{item.name}"
        if item.relevant and scope.get(item.relevant[2:].partition("}")[0]) != "a":
            continue
        if isinstance(item, Repeat):
            yield from _rounds(item, path, scope, answers, together)
        elif isinstance(item, Group):
            if item.hint:
                yield path
            yield from _inside(item, path, scope, answers, together)
        else:
            scope[item.name] = answers.get(path, "")
            yield path


def _inside(group, path, scope, answers, together):
    one_page = together and group.appearance and _fits_on_one(group)
    found = list(_seen(group.items, f"{path}/", scope, answers, together and not one_page))
    return found if not one_page else [path] if found else []


def _fits_on_one(group):
    inner = [item for item in group.items if isinstance(item, Group)]
    return all(not isinstance(one, Repeat) and not one.hint and _fits_on_one(one) for one in inner)


def _rounds(repeat, path, scope, answers, together):
    said = scope.get(repeat.count[2:-1]) if repeat.count else rounds_said(answers, path)
    for number in range(1, int(said or 0) + 1):
        yield from _inside(repeat, f"{path}[{number}]", dict(scope), answers, together)
    if not repeat.count:
        yield path


def page(form, path, answers=None, language=""):
    walk = walk_of(form, answers, language)
    return walk.page(walk.stop_of(path))


def problems(form, path, text, answers=None, **how):
    walk = walk_of(form, answers)
    return [p.message for p in walk.check(walk.stop_of(path), text, **how)]


def household(**more):
    return Repeat(
        "home", plain("Person"), (question("name"), question("age", Kind.INTEGER)), **more
    )
