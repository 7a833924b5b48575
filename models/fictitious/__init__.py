"""Fictitious persons, derived from the declarations, for the demonstration and the tests.

Nothing here can be mistaken for a person: invented surnames, the telephone numbers that the
regulator keeps for fiction, ``.invalid`` addresses, narratives that begin with « [Fictif] ».
"""

from models.fictitious.answers import answers
from models.fictitious.cases import FictitiousCase, person, population
from models.fictitious.profile import Decks

__all__ = ["Decks", "FictitiousCase", "answers", "person", "population"]
