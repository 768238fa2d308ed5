"""Why an expression cannot be used, in words for the person who wrote the form."""


class ExpressionError(ValueError):
    """An expression that cannot be read, or that cannot be worked out.

    The message quotes the expression at most, never an answer: it may end up in a log.
    `column` counts characters of the expression from 1; 0 means that no single place is meant.
    """

    def __init__(self, message: str, column: int = 0) -> None:
        self.message = message
        self.column = column
        super().__init__(message)
