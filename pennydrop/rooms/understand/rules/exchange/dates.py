"""When something was done, as other tools write it."""

import datetime as dt


def read_time(text: str, latest: dt.datetime) -> dt.datetime:
    """The time that is written, in UTC where no zone is; `latest` for none, and for one that no
    clock has reached yet."""
    try:
        found = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return latest
    if found.tzinfo is None:
        found = found.replace(tzinfo=dt.UTC)
    return found if dt.datetime(1970, 1, 2, tzinfo=dt.UTC) < found < latest else latest
