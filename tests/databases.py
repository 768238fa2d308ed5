"""Addresses of databases under test."""


def keys_url(url: str) -> str:
    """The key store's own database on the same server."""
    address, _, options = url.partition("?")
    return f"{address}_keys" + (f"?{options}" if options else "")
