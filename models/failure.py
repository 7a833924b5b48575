"""Failures a person can act on."""


class Failure(Exception):
    """Something the user can act on; ``str()`` is the French sentence to show as it is.

    The sentence says what happened, what to do, and what was not lost. It never
    quotes an answer, a name or a passphrase.

    ``why`` is what whoever sits across the desk must not read: it is shown on one deliberate gesture.
    """

    def __init__(self, sentence: str, why: str = "") -> None:
        super().__init__(sentence)
        self.why = why
