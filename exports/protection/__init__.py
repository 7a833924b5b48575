"""Statistical disclosure control of small counts: exact numbers, and masks that are proven.

The shapes are in ``cells`` (what is counted), ``published`` (what left) and ``written`` (the file).
"""
