"""Places of the United Kingdom by name. docs/reference/place-names.md says where they come from."""
