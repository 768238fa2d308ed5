"""What fills the holes: lists written for Pennydrop, and how they are read and split."""

from training.values.reading import Culture, Values, read, side

__all__ = ["Culture", "Values", "read", "side"]
