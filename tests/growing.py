"""Whether work grows with what it is given and no faster: by ratio, never by the clock alone."""

import time
from collections.abc import Callable

_TRIES = 5
_FLOOR = 0.01  # seconds of this process below which a measure says little


def in_proportion(work: Callable[[int], object], size: int, times: int) -> bool:
    """Whether `work(size * times)` costs nearer to `times` as much as `work(size)` than to its
    square. It is this process's own time; a busy machine can only make the larger one look worse,
    so that one good try of five says that it does not grow by the square."""
    work(size // times)  # what is loaded once
    small = max(min(_seconds(work, size) for _ in range(2)), _FLOOR)
    allowed = small * times**1.6
    return any(_seconds(work, size * times) < allowed for _ in range(_TRIES))


def _seconds(work: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    work(size)
    return time.process_time() - begun
