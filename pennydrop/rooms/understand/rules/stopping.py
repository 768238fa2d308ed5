"""Words that say little by themselves, left out when words are counted. A study can change the
list. The shipped one is ours: the commonest words of spoken English, and what people say while
they think."""

import re

from pennydrop.rooms.understand.rules.copying import fold

LONGEST_LIST = 2_000
SHIPPED = """
a about after again ain't all also am an and any are aren't as at back be because been before being
but by came can can't come could couldn't 'cause did didn't do does doesn't doing don't down each
erm even every for from get getting go goes going gone gonna got had hadn't has hasn't have haven't
having he he'd he'll he's her here hers him his how i i'd i'll i'm i've if in into is isn't it it's
its just kind know let like lot made make maybe me mean mm more most much my never no nor not now of
off oh ok okay on once one only or other our out over own really right said same say saying says
see she she'd she'll she's should shouldn't so some something sort still stuff such than that
that's the their them then there there's these they they'd they'll they're they've thing things
think this those though to too uh um up us very wanna was wasn't we we'd we'll we're we've well went
were weren't what what's when where which while who why will with won't would wouldn't yeah yes you
you'd you'll you're you've your yours
"""
_SPLIT = re.compile(r"[\s,;]+")


class BadStopList(ValueError):
    """The message says what is wrong with the list."""


def words_in(typed: str) -> frozenset[str]:
    """The words of a list as they are compared. Raises BadStopList for too long a list."""
    words = frozenset(fold(word) for word in _SPLIT.split(typed) if word)
    if len(words) > LONGEST_LIST:
        raise BadStopList(f"The list can have {LONGEST_LIST:,} words; this has {len(words):,}.")
    return words


def tidy(typed: str) -> str:
    """The list as it is kept: each word once, in order. Raises BadStopList."""
    return "\n".join(sorted(words_in(typed)))
