"""The functions of an expression, by name. How many values each takes is said in `arity`."""

from pennydrop.rooms.listen.rules.xpath.library import (
    choices,
    days,
    digests,
    numbers,
    places,
    sets,
    texts,
    truth,
)
from pennydrop.rooms.listen.rules.xpath.library.kinds import Eager, Lazy

EAGER: dict[str, Eager] = {
    **texts.FUNCTIONS,
    **truth.FUNCTIONS,
    **numbers.FUNCTIONS,
    **sets.FUNCTIONS,
    **days.FUNCTIONS,
    **choices.FUNCTIONS,
    **digests.FUNCTIONS,
    **places.FUNCTIONS,
}
LAZY: dict[str, Lazy] = truth.LAZY
