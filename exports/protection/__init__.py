"""Statistical disclosure control of small counts: exact numbers, and masks that are proven.

``release.protect(catalogue, counts, history, k, seed)`` gives a ``Publication``. The shapes are in
``cells`` (what is counted), ``published`` (what left) and ``written`` (the file). Within: ``levels``
says what is shown, ``grid`` turns a table into numbers that may move, ``targets`` what must stay
possible, ``masking`` looks for the masks with ``solver``, and ``verification`` believes none of it.
"""
