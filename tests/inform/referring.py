"""Pages of services as other publishers put them out, and how ours reads them."""

import json

from pennydrop.rooms.inform.rules.open_referral.reading import read_services

PAGE = "https://ours.example/services/1/"


def page(*contents, **more):
    size = len(contents)
    return {
        "total_items": size, "total_pages": 1, "page_number": 1, "size": size, "first_page": True,
        "last_page": True, "empty": not size, "contents": list(contents), **more,
    }  # fmt: skip


def read(data):
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return read_services(raw, publisher="A council")
