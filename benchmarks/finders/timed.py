"""What every finder's process does: read texts, find, and say what it found and what it took."""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterable

Find = Callable[[str], Iterable[tuple[int, int, str]]]


def answer(find: Find, disk: int) -> None:
    """Reads a JSON list of texts; prints one line of JSON. `disk`: bytes the finder installs.

    Seconds are the processor's, so that others at work on the machine lengthen them little; loading
    counts from the start of the process.
    """
    texts = json.loads(sys.stdin.read())
    list(find("Hello"))
    loaded = time.process_time()
    flags = [list(find(text)) for text in texts]
    said = {
        "flags": flags,
        "load": loaded,
        "seconds": time.process_time() - loaded,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "disk": disk,
    }
    print(json.dumps(said))
