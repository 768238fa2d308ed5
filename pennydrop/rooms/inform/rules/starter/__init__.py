"""The content that is shipped: claims with their sources, and guides built from them. It was
written from public sources and is signed by nobody: an organisation's own people do that.

`claims/*.toml` hold the claims by subject, `guides/*.toml` one guide each (see `reading.py`).
"""
