"""What came with one page: what of it can be kept, and what is wrong with the rest."""

from collections.abc import Mapping
from dataclasses import dataclass

from pennydrop.rooms.listen.rules.walking.checking import Problem
from pennydrop.rooms.listen.rules.walking.walk import Walk


@dataclass(frozen=True)
class Weighed:
    """`kept` are the answers that fit, by path; `problems` say what is wrong with the others. What
    does not apply any more, now that the rest of the page is known, is in neither."""

    kept: Mapping[str, str]
    problems: Mapping[str, Problem]


def weigh(walk: Walk, given: Mapping[str, str], *, insist: bool = True) -> Weighed:
    """Look at everything that was said on one page at once: each answer counts for what the others
    ask about, as if they had been given one after the other. `insist` is that of `Walk.check`."""
    tried = walk if len(given) < 2 else Walk(walk.plan, {**walk.answers, **given}, walk.setting)
    there = {stop.path: stop for stop in tried.questions() if stop.path in given}
    found = {path: tried.check(stop, given[path], insist=insist) for path, stop in there.items()}
    problems = {path: wrong[0] for path, wrong in found.items() if wrong}
    return Weighed({path: given[path] for path in there if path not in problems}, problems)
