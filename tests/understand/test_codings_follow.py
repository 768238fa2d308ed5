"""Whatever is decided, corrected and undone, before and after names are out: a coding covers what
was said in the words that it was put on."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pennydrop.rooms.understand.actions.correcting import (
    NothingToCorrect,
    correct_segment,
    hide_everywhere,
)
from pennydrop.rooms.understand.actions.deidentify import decide, decide_many, reopen
from pennydrop.rooms.understand.actions.names_out import sign_names_out
from pennydrop.rooms.understand.actions.stepping import NothingToUndo, undo_last
from pennydrop.rooms.understand.models import Code, Coding, Lost, Pending
from pennydrop.rooms.understand.queries.texts import passage, segments_of
from pennydrop.rooms.understand.rules.positions import position
from tests.understand.deciding import hide, keep, place_of
from tests.understand.told import somebody, tell

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
NAMES = ("Danny", "Karen", "Priya")
PLAIN = "we went and then it was cold so they stayed there for hours".split()


class Told:
    """One person's interview, word by word: what was said, and what stands there now; codings by
    the words that they were put on. `other` is a second source of theirs with every name in it."""

    def __init__(self, study, turns, at):
        self.at, self.count, self.steps = at, 0, []
        person = somebody(study)
        self.said = [list(words) for words in turns]
        self.now = [list(words) for words in turns]
        self.source = tell(study, [(person, " ".join(words)) for words in turns])
        self.other = tell(study, [(person, f"I met {' and '.join(NAMES)} there.")])
        self.code = Code.objects.create(study=study.pk, name="Any", by="user:1", at=at)
        self.study, self.person, self.text = study.pk, person.pk, None
        self.rulings, self.codings = {}, []

    def place(self, turn, first, last):
        """Positions of these words in the originals."""
        before = len(" ".join(self.said[turn][:first])) + (first > 0)
        return position(turn, before), position(turn, before) + len(
            " ".join(self.said[turn][first : last + 1])
        )

    def code_words(self, begin, end):
        """A coding that waits, on the words from one (turn, word) to another."""
        start, _ = self.place(*begin, begin[1])
        _, stop = self.place(*end, end[1])
        by = f"import:{len(self.codings)}"
        Pending.objects.create(
            study=self.study, source=self.source.pk, code=self.code, start=start, end=stop,
            participant=self.person, by=by, at=self.at,
        )  # fmt: skip
        self.codings.append((by, begin, end))

    def stand_in(self):
        self.count += 1
        return f"[friend {self.count}]"

    # -- before names are out ---------------------------------------------------------------------

    def decide(self, name, what):
        if what == "undo":
            return self._undo(self.source, "user:1")
        if what == "reopen":
            reopen(source=self.other.pk, place=place_of(self.other, name), by="user:2", at=self.at)
            self.rulings.pop(name, None)
            return
        ruling = keep(name) if what == "keep" else hide(name, self.stand_in())
        decide(source=self.source.pk, ruling=ruling, by="user:1", at=self.at)
        self.steps.append((name, self.rulings.get(name), ruling.surrogate))
        self.rulings[name] = ruling.surrogate

    def sign(self):
        decide_many(source=self.source.pk, rulings=[], rest="keep", by="user:1", at=self.at)
        self.text = sign_names_out(source=self.source.pk, by="user:1", at=self.at)
        self.steps.clear()
        self._put(lambda word: self.rulings.get(word) or word)

    def _put(self, what):
        self.now = [[what(word) for word in turn] for turn in self.now]

    # -- afterwards -------------------------------------------------------------------------------

    def hide_everywhere(self, word):
        stand_in = self.stand_in()
        there = any(word in turn for turn in self.now)
        ruling = hide(word, stand_in)
        try:
            hide_everywhere(source=self.source.pk, ruling=ruling, by="user:1", at=self.at)
        except NothingToCorrect:
            assert not there
            return
        self.rulings[word] = stand_in
        self._put(lambda now: stand_in if now == word else now)

    def decide_elsewhere(self, name):
        """In the other source, which is not signed: it goes for the signed one too."""
        old, new = self.rulings.get(name) or name, self.stand_in()
        decide(source=self.other.pk, ruling=hide(name, new), by="user:3", at=self.at)
        self.rulings[name] = new
        self._put(lambda now: new if now in {name, old} else now)
        self.steps.append((name, old if old != name else None, new))

    def undo_elsewhere(self):
        self._undo(self.other, "user:3")

    def _undo(self, source, by):
        try:
            undo_last(source=source.pk, by=by, at=self.at)
        except NothingToUndo:
            return
        name, old, new = self.steps.pop()
        if self.rulings.get(name) == new:
            self.rulings[name] = old
            self._put(lambda now: old if old and now == new else now)

    def correct(self, turn, at, new):
        word = self.now[turn % 2][at % len(self.now[turn % 2])]
        if word in PLAIN:
            words = self.now[turn % 2]
            words[at % len(words)] = new
            segment = next(s for s in segments_of(self.source.pk) if s.order == turn % 2)
            text = " ".join(word for word in words if word)
            if not text:
                return
            correct_segment(segment=segment.id, text=text, by="user:1", at=self.at)

    # -- what must hold ---------------------------------------------------------------------------

    def is_sound(self):
        if self.text is None:
            return
        for by, begin, end in self.codings:
            left = [word for at, word in self._cells(begin, end) if word]
            row = Coding.objects.filter(text=self.text, by=by).first()
            if row is None:
                assert not left and Lost.objects.filter(text=self.text, by=by).exists()
            else:
                assert left, "only white space is left: that is for a person to place"
                assert passage(self.source.pk, row.start, row.end).split() == " ".join(left).split()

    def _cells(self, begin, end):
        for turn, words in enumerate(self.now):
            for at, word in enumerate(words):
                if begin <= (turn, at) <= end:
                    yield (turn, at), word


WORD = st.sampled_from((*PLAIN, *NAMES, *NAMES))
TURN = st.lists(WORD, min_size=2, max_size=9)
NUMBER = st.integers(0, 8)
BEFORE = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(["hide", "hide", "keep", "reopen", "undo"])
)
AFTER = st.one_of(
    st.tuples(st.just("hide_everywhere"), st.tuples(WORD)),
    st.tuples(st.just("decide_elsewhere"), st.tuples(st.sampled_from(NAMES))),
    st.tuples(st.just("undo_elsewhere"), st.just(())),
    st.tuples(
        st.just("correct"), st.tuples(NUMBER, NUMBER, st.sampled_from(["", "new", "two 🙂words"]))
    ),
)


@settings(
    phases=[Phase.generate], max_examples=15, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(
    st.tuples(TURN, TURN),
    st.lists(st.tuples(NUMBER, NUMBER, NUMBER, NUMBER), min_size=1, max_size=4),
    st.lists(BEFORE, max_size=5),
    st.lists(AFTER, max_size=5),
)
def test_each_coding_stays_on_what_was_said(study, at, turns, passages, before, after):
    told = Told(study, turns, at)
    for one, first, two, last in passages:
        ends = ((one % 2, first), (two % 2, last))
        told.code_words(*sorted((turn, word % len(turns[turn])) for turn, word in ends))
    for name, what in before:
        told.decide(name, what)
    told.sign()
    told.is_sound()
    for what, given_ in after:
        getattr(told, what)(*given_)
        told.is_sound()
