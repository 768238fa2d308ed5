"""What the log may hold: what failed and where in the code, never a word, an address or a value."""

import logging
import traceback
from types import TracebackType

from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter

Info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Scrub(logging.Filter):
    """Drop the request (it knows the address) and every value a caller put into the message."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.request"):
            status = getattr(record, "status_code", "")
            record.msg, record.args = f"A page failed with {status}", ()
        record.__dict__.pop("request", None)
        return True


class PlainFormatter(logging.Formatter):
    """Tracebacks as file, line and kind of error: the error's own text may quote people's words."""

    def formatException(self, ei: Info) -> str:
        kind, _, trace = ei
        return f"{where(trace)}\n{kind.__name__ if kind else ''}"


def where(trace: TracebackType | None) -> str:
    """File, line and function of each step of a traceback."""
    frames = traceback.extract_tb(trace)
    return "\n".join(f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)


class WordlessReporter(ExceptionReporter):
    """An error report with no local variables and no request."""

    def get_traceback_data(self) -> dict[str, object]:
        return {"exception_type": getattr(self.exc_type, "__name__", ""), "frames": []}

    def get_traceback_text(self) -> SafeString:
        kind = getattr(self.exc_type, "__name__", "")
        return SafeString(f"{where(self.tb)}\n{kind}")

    def get_traceback_html(self) -> SafeString:
        return self.get_traceback_text()
