"""The campaigns, in the order in which they are told; a new one is added here."""

from tests.campaigns import Campaign, header, powercut, users, writing

EVERY: tuple[Campaign, ...] = (*writing.CAMPAIGNS, *powercut.CAMPAIGNS, *header.CAMPAIGNS, *users.CAMPAIGNS)
