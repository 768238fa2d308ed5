"""A form answered page by page: what is relevant, worked out, chosen from, and kept.

    plan = plan_of(form)
    walk = Walk(plan, answers, Setting(moment, seed, language))

Everything is plain values. All is worked out anew for each request: a form of 500 questions takes
some hundredths of a second, and nothing can be stale.
"""

from pennydrop.rooms.listen.rules.walking.checking import (
    LONGEST,
    Problem,
    check_type,
    coarse,
    range_of,
)
from pennydrop.rooms.listen.rules.walking.pages import Means, Option, Page, said
from pennydrop.rooms.listen.rules.walking.paths import (
    asks_for_file,
    item_spot,
    spot_at,
    suggests,
    takes,
)
from pennydrop.rooms.listen.rules.walking.plan import Plan, asks_together, plan_of
from pennydrop.rooms.listen.rules.walking.rounds import added, removed
from pennydrop.rooms.listen.rules.walking.settling import Setting
from pennydrop.rooms.listen.rules.walking.tree import MOST_ROUNDS, rounds_said
from pennydrop.rooms.listen.rules.walking.walk import Stop, Walk
from pennydrop.rooms.listen.rules.walking.weighing import Weighed, weigh

__all__ = [
    "LONGEST",
    "MOST_ROUNDS",
    "Means",
    "Option",
    "Page",
    "Plan",
    "Problem",
    "Setting",
    "Stop",
    "Walk",
    "Weighed",
    "added",
    "asks_for_file",
    "asks_together",
    "check_type",
    "coarse",
    "item_spot",
    "plan_of",
    "range_of",
    "removed",
    "rounds_said",
    "said",
    "spot_at",
    "suggests",
    "takes",
    "weigh",
]
