"""The address, on a sheet of its own, for the lawyer or the procureur alone: never merged nor unasked.

Code de procédure civile, art. 1136-5: the act may be silent on the address provided that it is made known
to the one at whose office domicile is elected.
"""

from collections.abc import Iterator
from datetime import date

from exports import concealment, house_style
from exports.dossier import KEPT, Dossier
from exports.drawing import drawn
from exports.house_style import Paper
from exports.pages import Blanks, Given, Line, Part, Prose, Section, given, lines
from exports.reaching import reaching
from models.dates import in_words
from models.failure import Failure
from models.forms import ordonnance

TITLE = "Fiche confidentielle d’adresse"
PAPER = Paper(
    title="Fiche confidentielle",
    head="CONFIDENTIEL — pour l’avocat ou le procureur seul, jamais dans la requête ni ses pièces",
    foot="À remettre en main propre, sous pli fermé",
)


def sheet(dossier: Dossier, on: date) -> bytes:
    """The sheet as PDF; ``Failure`` unless the address is to be hidden and domicile is elected somewhere."""
    if not (dossier.conceals and dossier.warned and dossier.elects):
        raise Failure(
            "La fiche confidentielle accompagne le 6° : demandez-le, dites ce qu’il risque (art. 1136-8) et"
            f" chez qui la personne élit domicile (art. 1136-5). {KEPT}"
        )
    if given(dossier.ordonnance, ordonnance.ADRESSE_SECRETE) is None and _of_the_file(dossier) is None:
        raise Failure(f"Aucune adresse n’est notée : il n’y a rien à écrire sur la fiche. {KEPT}")
    sections = (Section(TITLE, tuple(_contents(dossier, on))),)
    data = house_style.pdf(PAPER, lambda: list(drawn(sections)))
    concealment.refuse_crossing(dossier, data)
    return data


def _of_the_file(dossier: Dossier) -> Given | None:
    return given(dossier.whole, ordonnance.ADRESSE)


def _contents(dossier: Dossier, on: date) -> Iterator[Part]:
    yield Prose("Ne jamais joindre cette fiche à la requête, à ses pièces, ni à un autre envoi.", strong=True)
    yield from lines(dossier.ordonnance, ordonnance.ELECTION_DOMICILE, ordonnance.ELECTION_PRECISIONS)
    yield from lines(dossier.whole, ordonnance.NOM, ordonnance.PRENOM)
    if secret := given(dossier.ordonnance, ordonnance.ADRESSE_SECRETE):
        yield Line("Adresse à ne pas révéler", secret)
        if host := given(dossier.ordonnance, ordonnance.HEBERGEANT):
            yield Line(ordonnance.HEBERGEANT.label, host)
    else:
        yield Line("Adresse à ne pas révéler", _of_the_file(dossier))
    yield from reaching(dossier.personne)
    yield Prose(
        "« Le greffe ainsi que la personne à laquelle l’adresse est communiquée pour les besoins de la"
        " procédure ne peuvent la porter à la connaissance du défendeur ou de son représentant. » (art."
        f" 1136-5 du code de procédure civile). {ordonnance.PROCEDURE_RESERVE}",
        note=True,
    )
    yield Prose(f"Préparée le {in_words(on)}.", note=True)
    yield Blanks(("Remise à", "Le", "Par"))
