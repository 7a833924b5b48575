"""The campaigns, in the order in which they are told; a new one is added here."""

from tests.campaigns import (
    Campaign,
    casework,
    corruption,
    failingdisk,
    header,
    ledger,
    powercut,
    protection,
    safeguards,
    tampering,
    users,
    writing,
)

EVERY: tuple[Campaign, ...] = (
    *writing.CAMPAIGNS,
    *powercut.CAMPAIGNS,
    *failingdisk.CAMPAIGNS,
    *corruption.CAMPAIGNS,
    *header.CAMPAIGNS,
    *users.CAMPAIGNS,
    *safeguards.CAMPAIGNS,
    *tampering.CAMPAIGNS,
    *protection.CAMPAIGNS,
    *ledger.CAMPAIGNS,
    *casework.CAMPAIGNS,
)
