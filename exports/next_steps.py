"""What comes after the request: who does what, where, and within how many days."""

from collections.abc import Iterator
from datetime import date

from exports import house_style
from exports.concealment import refuse_crossing, refuse_leaks
from exports.dossier import Dossier
from exports.drawing import drawn
from exports.house_style import Paper
from exports.pages import Line, Part, Prose, Section, given, lines
from models.dates import in_words
from models.forms import ordonnance

TITLE = "Les étapes"
PAPER = Paper(TITLE, TITLE, "Ce papier parle d’une demande de protection : gardez-le en lieu sûr")

DECIDED_WITHIN, SERVED_WITHIN, APPEAL_WITHIN = "6 jours", "2 jours", "15 jours"
"""Code civil, art. 515-11; Code de procédure civile, art. 1136-3 and 1136-11."""


def next_steps(dossier: Dossier, on: date) -> bytes:
    """The sheet as PDF; ``Failure`` when it would tell what must stay hidden."""
    sections = tuple(_sections(dossier, on))
    data = house_style.pdf(PAPER, lambda: list(drawn(sections)))
    refuse_crossing(dossier, data)
    if dossier.hides:
        refuse_leaks(dossier, sections, (PAPER.head, PAPER.foot), data)
    return data


def _sections(dossier: Dossier, on: date) -> Iterator[Section]:
    yield Section(TITLE, tuple(_opening(on)))
    steps = (
        ("Relire et signer la demande", _before),
        ("La déposer au tribunal", _filing),
        ("Le juge fixe l’audience", _date_set),
        ("L’autre partie est prévenue", _served),
        ("L’audience", _hearing),
        ("La décision", _decision),
        ("Si elle n’est pas respectée", _breach),
    )
    for number, (title, parts) in enumerate(steps, start=1):
        yield Section(f"{number}. {title}", tuple(parts(dossier)))
    if dossier.conceals:
        yield Section("L’adresse cachée", tuple(_hidden_address(dossier)))
    yield Section("Textes", tuple(_texts()))


def _opening(on: date) -> Iterator[Part]:
    yield Prose(
        "En danger immédiat : 17 ou 112. S’il est dangereux de parler : 114, par SMS.",
        strong=True,
    )
    yield Prose(
        f"De la date fixée par le juge à la décision : {DECIDED_WITHIN} au plus. Préparé le {in_words(on)}.",
        note=True,
    )


def _before(dossier: Dossier) -> Iterator[Part]:
    yield Prose("La demande est datée, signée, et accompagnée de ses pièces.")
    yield Prose(
        "L’avocat n’est pas obligatoire. Désigné d’office, il est payé même sans condition de ressources : le"
        " demander à la permanence du barreau."
    )
    yield from lines(dossier.ordonnance, ordonnance.AVOCAT_NOM)


def _filing(dossier: Dossier) -> Iterator[Part]:
    yield Line("Qui", "La personne, ou son avocat")
    yield Line("Où", "Greffe du juge aux affaires familiales")
    if court := given(dossier.ordonnance, ordonnance.TRIBUNAL):
        yield Line(ordonnance.TRIBUNAL.label, court)
    yield Prose(
        "C’est le tribunal du lieu où vit la famille ; sinon, du parent avec qui vivent les enfants ; sinon,"
        " de l’autre partie. Il n’est pas nécessaire d’avoir porté plainte."
    )


def _date_set(_dossier: Dossier) -> Iterator[Part]:
    yield Line("Qui", "Le juge ; le greffe donne la date à la personne")
    yield Line("Délai", f"La décision est rendue dans les {DECIDED_WITHIN} qui suivent")


def _served(_dossier: Dossier) -> Iterator[Part]:
    yield Line("Qui", "L’avocat de la personne ; le greffe si elle n’en a pas")
    yield Line("Délai", f"Dans les {SERVED_WITHIN} qui suivent la fixation de la date")
    yield Prose(
        "L’autre partie reçoit la demande et une copie de chaque pièce : elle lira tout.", strong=True
    )
    yield Prose("Prévoir, pour ces jours-là, où dormir, qui appeler, par où passer.")


def _hearing(_dossier: Dossier) -> Iterator[Part]:
    yield Prose(
        "Elle n’est pas publique. La personne peut demander, dans sa requête, à être entendue sans l’autre"
        " partie (art. 515-10)."
    )


def _decision(dossier: Dossier) -> Iterator[Part]:
    yield Line("Durée", "Douze mois au plus, à partir de sa notification")
    yield Line("Effet", "Tout de suite, même s’il y a appel")
    yield Line("Appel", f"{APPEAL_WITHIN}")
    yield Prose(
        "Les mesures continuent si une demande de divorce, de séparation ou sur l’autorité parentale est"
        " déposée avant leur fin : en parler tôt à l’avocat."
    )
    if dossier.ordonnance[ordonnance.ACCORD_OPPI] == "oui":
        yield Prose(
            "Le procureur peut aussi demander une protection immédiate : le juge décide alors en 24 heures,"
            " sans audience (art. 515-13-1)."
        )


def _breach(_dossier: Dossier) -> Iterator[Part]:
    yield Prose(
        "Ne pas respecter l’ordonnance est un délit : appeler le 17, et garder une trace de chaque fait."
    )


def _hidden_address(dossier: Dossier) -> Iterator[Part]:
    yield from lines(dossier.ordonnance, ordonnance.ELECTION_DOMICILE, ordonnance.ELECTION_PRECISIONS)
    yield Prose(
        "L’adresse est donnée à part, à l’avocat ou au procureur, et nulle part ailleurs. Si le juge refuse"
        " de la cacher, ils la communiquent à l’autre partie qui la demande (art. 1136-8)."
    )


def _texts() -> Iterator[Part]:
    yield Prose(
        f"{ordonnance.LOI}, lus au {in_words(ordonnance.TEXTE_A_JOUR_AU)} ; {ordonnance.PROCEDURE} ; loi"
        f" n° 91-647, art. 19-1. {ordonnance.PROCEDURE_RESERVE}",
        note=True,
    )
