"""Why a publication has no detail, and why a cell has no number: the words for people."""

from enum import Enum

FEW = "Moins de {k} personnes ont été comptées : aucun nombre n’est diffusé."
TOO_FEW = "Trop peu de personnes ont été comptées pour qu’un détail soit diffusé."
NO_SOLVER = (
    "Le calcul qui protège les petits effectifs manque dans cette installation : seuls les totaux sont"
    " diffusés."
)
TOO_LONG = (
    "Le calcul qui protège les petits effectifs n’a pas abouti à temps : seuls les totaux sont diffusés."
)
UNPROVEN = "La protection des petits effectifs n’a pas pu être vérifiée : seuls les totaux sont diffusés."
UNREACHABLE = (
    "Le détail ne peut pas être protégé à côté de ce qui est déjà diffusé : seuls le sont les totaux qui ne"
    " révèlent rien."
)
CONTRADICTED = (
    "Des personnes sont comptées dans une case déclarée impossible : seuls les totaux sont diffusés."
)
CHANGED = "Les effectifs arrêtés ne sont plus ceux déjà diffusés : rien de nouveau ne l’est."
NO_LEDGER = "Le registre des publications de l’année manque : seuls les totaux sont diffusés."


class Mask(Enum):
    """Why a cell is masked; for the screen of who publishes, never for a file that leaves."""

    SMALL = "effectif de 0 à moins que le seuil"
    COMPLEMENT = "retenu pour qu’un autre ne puisse pas être déduit"
    EARLIER = "déjà retenu dans une publication précédente"
