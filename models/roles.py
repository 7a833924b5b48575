"""Who may do what in a vault: a rule of the interface, since whoever opens the vault can read all of it."""

from enum import Enum

from models.failure import Failure


class Role(Enum):
    """The value is what the key file keeps; ``label`` is what is shown."""

    label: str

    def __new__(cls, code: str, label: str) -> "Role":
        each = object.__new__(cls)
        each._value_ = code
        each.label = label
        return each

    RESPONSABLE = ("responsable", "Responsable du poste")
    INTERVENANT = ("intervenant", "Intervenant ou intervenante")


class Action(Enum):
    """What is not everybody's to do; the value completes « Seule une personne responsable peut … »."""

    UTILISATEURS = "ajouter, changer ou retirer un utilisateur"
    SECOURS = "imprimer la feuille de secours ou changer la clef du coffre"
    PURGE = "éliminer des dossiers"
    RESTAURATION = "restaurer une sauvegarde"
    CONSERVATION = "changer les durées de conservation"


_MAY: dict[Role, frozenset[Action]] = {
    Role.RESPONSABLE: frozenset(Action),
    Role.INTERVENANT: frozenset(),
}


def may(role: Role, action: Action) -> bool:
    return action in _MAY[role]


def require(role: Role, action: Action) -> None:
    """``Failure`` when this role may not do it."""
    if not may(role, action):
        raise Failure(
            f"Seule une personne responsable du poste peut {action.value}. Demandez-le-lui ; "
            "rien n’a été changé."
        )
