class CannotUndo(Exception):
    """Why something cannot be undone, in words for whoever asked."""
