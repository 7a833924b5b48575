"""Failures a person can act on."""


class Failure(Exception):
    """Something the user can act on; ``str()`` is the French sentence to show as it is.

    The sentence says what happened, what to do, and what was not lost. It never
    quotes an answer, a name or a passphrase.
    """
