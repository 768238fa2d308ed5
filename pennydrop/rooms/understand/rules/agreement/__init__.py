"""How far people who coded the same thing agree: figures, over the right universe, never invented.

`coefficients` holds the formulas, `figures` a figure with its interval, `texts` the characters of
texts that several people read, `tables` a file of ratings, `differing` where two people differ.
"""
