"""A document as a Word file (.docx): real headings, styles and lists; quotes in a style of their
own; charts as pictures with their words, and as tables whose head row repeats."""

from pennydrop.core.documents.word_copies.writing import write_copy

__all__ = ["write_copy"]
