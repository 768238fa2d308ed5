"""Atom feeds (RFC 4287). Nobody is told who reads them."""

import datetime as dt

from django.utils.feedgenerator import Atom1Feed

# A feed without news has to carry a time all the same.
BEGINNING = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


class QuietFeed(Atom1Feed):
    """A feed that says nothing of when it was asked for."""

    def latest_post_date(self) -> dt.datetime:
        """A day in the past stays what it is: Django's own would be the time of asking."""
        return super().latest_post_date() if self.items else BEGINNING
