"""The campaigns, in the order in which they are told; a new one is added here."""

from tests.campaigns import Campaign, casework, header, protection, safeguards, users, writing

EVERY: tuple[Campaign, ...] = (
    *writing.CAMPAIGNS,
    *header.CAMPAIGNS,
    *users.CAMPAIGNS,
    *safeguards.CAMPAIGNS,
    *protection.CAMPAIGNS,
    *casework.CAMPAIGNS,
)
