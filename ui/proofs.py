"""The two things that a judge must find likely, side by side; and her words, to be read back to her."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from exports.dossier import Dossier, Fact
from exports.pages import given
from models.fields import OUI
from models.forms import evaluation, faits, ordonnance
from models.wording import words
from ui.labels import label


class Proofs(QWidget):
    """What there is for each; what is missing is told by the list of what is missing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preuves")
        self.setAccessibleName("Les deux preuves")
        self._violence = label("", "body", "preuves.violences")
        self._danger = label("", "body", "preuves.danger")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 8)
        grid.setHorizontalSpacing(24)
        for column, (title, told) in enumerate(
            (
                ("Les violences sont vraisemblables", self._violence),
                ("Le danger est vraisemblable", self._danger),
            )
        ):
            grid.addWidget(label(title, "heading"), 0, column)
            grid.addWidget(told, 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(2, 1)

    def tell(self, dossier: Dossier) -> None:
        self._violence.setText("\n".join(violence(dossier)) or "Aucun fait n’est encore raconté.")
        self._danger.setText("\n".join(danger(dossier)) or "Rien n’est encore noté.")


def violence(dossier: Dossier) -> list[str]:
    """Each fact with what shows it."""
    return [
        f"• Fait n° {fact.number}, {fact.when or 'sans date'} : {_shown_by(dossier, fact)}"
        for fact in dossier.facts
    ]


def _shown_by(dossier: Dossier, fact: Fact) -> str:
    numbers = dossier.exhibit_numbers(fact.answers[faits.PIECES_FAIT])
    pieces = f"pièce{'s' if len(numbers) > 1 else ''} n° {', '.join(map(str, numbers))}" if numbers else ""
    witness = given(fact.answers, faits.TEMOINS)
    told = [each for each in (pieces, f"témoin : {witness.text}" if witness else "") if each]
    return " ; ".join(told) or "ni pièce ni témoin"


def danger(dossier: Dossier) -> list[str]:
    """What is said of it, and what the evaluation noted, which is never printed."""
    order = dossier.ordonnance
    elements = (ordonnance.DANGER_DEMANDEUR, ordonnance.DANGER_DEFENDEUR)
    told = [f"• {field.label} : {noted.text}" for field in elements if (noted := given(order, field))]
    if given(order, ordonnance.DANGER):
        told.append("• Raconté dans ses mots")
    if dossier.evaluation is not None:
        yes = sum(dossier.evaluation[each] == OUI.code for each in evaluation.CRITERES)
        day = words(dossier.evaluation, evaluation.DATE_EVALUATION) or "sans date"
        told.append(
            f"• Évaluation du {day} : {yes} signe(s) de danger, à redire ici avec elle (jamais imprimée)"
        )
    return told


class ReadBack(QWidget):
    """Her account, in the order in which the judge will read it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = label("", "body", "relecture.texte")
        column = QVBoxLayout(self)
        column.addWidget(label("Lisez-lui à voix haute, puis demandez : est-ce bien cela ?", "hint"))
        column.addWidget(self._text)

    def tell(self, dossier: Dossier) -> None:
        told = [_aloud(fact) for fact in dossier.facts]
        if repeated := given(dossier.ordonnance, ordonnance.CHAQUE_JOUR):
            told.append(f"{ordonnance.CHAQUE_JOUR.label} : {repeated.text}")
        self._text.setText("\n\n".join(told) or "Aucun fait n’est encore raconté.")


def _aloud(fact: Fact) -> str:
    answers = fact.answers
    where = words(answers, faits.LIEU)
    head = ", ".join(filter(None, (fact.when or "Sans date", where)))
    return f"{fact.number}. {head}.\n« {words(answers, faits.RECIT) or '…'} »"
