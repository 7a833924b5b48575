"""The campaigns, in the order in which they are told; a new one is added here."""

from tests.campaigns import (
    Campaign,
    casework,
    concealment,
    copies,
    corruption,
    erasure,
    fulldisk,
    header,
    interrupted,
    journeys,
    ledger,
    powercut,
    protection,
    tampering,
    writing,
)

EVERY: tuple[Campaign, ...] = (
    *writing.CAMPAIGNS,
    *powercut.CAMPAIGNS,
    *corruption.CAMPAIGNS,
    *header.CAMPAIGNS,
    *fulldisk.CAMPAIGNS,
    *interrupted.CAMPAIGNS,
    *erasure.CAMPAIGNS,
    *copies.CAMPAIGNS,
    *tampering.CAMPAIGNS,
    *protection.CAMPAIGNS,
    *ledger.CAMPAIGNS,
    *casework.CAMPAIGNS,
    *concealment.CAMPAIGNS,
    *journeys.CAMPAIGNS,
)
