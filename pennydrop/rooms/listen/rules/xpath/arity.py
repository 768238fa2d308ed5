"""Every function of an expression, and how many values it may be given.

The names are those of the ODK XForms specification, with the spellings that its implementations
also know (is-selected, enclosed-area, depend) and those of XPath 1.0 that forms in use rely on.
"""

from dataclasses import dataclass

MANY = 10_000


@dataclass(frozen=True, slots=True)
class Arity:
    """At least `least`, at most `most`; `by` tells the step in between (2: only every second)."""

    least: int
    most: int
    by: int = 1

    def takes(self, given: int) -> bool:
        return self.least <= given <= self.most and (given - self.least) % self.by == 0

    def needs(self, given: int) -> str:
        """Half a sentence: what it needs, and what it was given."""
        if self.by > 1:
            need = f"needs {self.least}, or {self.by} more at a time"
        elif self.least == self.most:
            need = f"needs {self.least}"
        elif self.most == MANY:
            need = f"needs at least {self.least}"
        else:
            need = f"needs between {self.least} and {self.most}"
        return f"{need} (what stands between its brackets, with commas), and has {given}"


_NONE, _ONE, _TWO, _THREE = Arity(0, 0), Arity(1, 1), Arity(2, 2), Arity(3, 3)
_MAYBE, _ANY = Arity(0, 1), Arity(0, MANY)

ARITY: dict[str, Arity] = {
    # texts
    "string": _MAYBE, "concat": _ANY, "join": Arity(1, MANY), "substr": Arity(2, 3),
    "substring": Arity(2, 3), "substring-before": _TWO, "substring-after": _TWO,
    "translate": _THREE, "string-length": _MAYBE, "normalize-space": _MAYBE, "contains": _TWO,
    "starts-with": _TWO, "ends-with": _TWO, "uuid": _MAYBE, "digest": Arity(2, 3),
    "base64-decode": _ONE, "extract-signed": _TWO, "pulldata": Arity(4, 4), "regex": _TWO,
    # yes or no
    "if": _THREE, "coalesce": _TWO, "once": _ONE, "true": _NONE, "false": _NONE, "boolean": _ONE,
    "boolean-from-string": _ONE, "not": _ONE, "checklist": Arity(2, MANY),
    "weighted-checklist": Arity(2, MANY, by=2), "depend": Arity(1, MANY),
    # numbers
    "number": _MAYBE, "random": _NONE, "int": _ONE, "floor": _ONE, "ceiling": _ONE, "sum": _ONE,
    "max": _ANY, "min": _ANY, "round": Arity(1, 2), "pow": _TWO, "log": _ONE, "log10": _ONE,
    "abs": _ONE, "sin": _ONE, "cos": _ONE, "tan": _ONE, "asin": _ONE, "acos": _ONE, "atan": _ONE,
    "atan2": _TWO, "sqrt": _ONE, "exp": _ONE, "exp10": _ONE, "pi": _NONE,
    # sets of answers
    "count": _ONE, "count-non-empty": _ONE, "position": _MAYBE, "last": _NONE, "name": _MAYBE,
    "local-name": _MAYBE, "namespace-uri": _MAYBE, "instance": _ONE, "current": _NONE,
    "randomize": Arity(1, 2), "indexed-repeat": Arity(3, 11, by=2),
    # days and times
    "today": _NONE, "now": _NONE, "date": _ONE, "date-time": _ONE, "format-date": _TWO,
    "format-date-time": _TWO, "decimal-date-time": _ONE, "decimal-time": _ONE,
    # choices and languages
    "selected": _TWO, "is-selected": _TWO, "selected-at": _TWO, "count-selected": _ONE,
    "jr:choice-name": _TWO, "jr:itext": _ONE,
    # places
    "area": _ONE, "enclosed-area": _ONE, "distance": Arity(1, MANY), "geofence": _TWO,
    "intersects": _ONE,
    # the form itself
    "version": _NONE, "property": _ONE,
}  # fmt: skip
