"""Pieces of speech with holes, written by hand, and how they are read."""

from training.frames.reading import BadFrame, Frame, Hole, Piece, Written, frames, parse

__all__ = ["BadFrame", "Frame", "Hole", "Piece", "Written", "frames", "parse"]
