"""The clockwork does all that is due."""

import datetime as dt

from pennydrop.web import clockwork


def test_each_thing_that_is_due_by_the_clock_is_done_each_minute(monkeypatch):
    """Each function of the clockwork that takes only the time is part of the round."""
    named = [
        name
        for name, thing in vars(clockwork).items()
        if callable(thing)
        and getattr(thing, "__module__", "") == clockwork.__name__
        and getattr(thing, "__kwdefaults__", 0) is None
        and thing.__code__.co_varnames[: thing.__code__.co_kwonlyargcount] == ("at",)
        and name != "tick"
    ]
    assert {"clear_old_notes", "seal_the_record"} <= set(named)
    done = []
    for name in named:
        doing = lambda at, name=name: done.append(name)  # noqa: E731
        doing.__name__ = name
        monkeypatch.setattr(clockwork, name, doing)
    clockwork.tick(at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC))
    assert sorted(done) == sorted(named)
