"""The draft of a request for a protection order: prepared with the person, for her lawyer to finish.

It follows the mentions that the Code de procédure civile wants (art. 54, 57 and 1136-3), in the order
in which a judge reads them; it is neither the request nor a form.
"""

from collections.abc import Iterator
from datetime import date

from exports import concealment, house_style, typography
from exports.dossier import Dossier, number_of, refuse_what_cannot_be_asked
from exports.drawing import drawn
from exports.house_style import Paper
from exports.pages import (
    Blanks,
    Cell,
    Line,
    Listing,
    Measure,
    Narrative,
    Part,
    Prose,
    Section,
    cells,
    given,
    lines,
)
from models.dates import in_words
from models.fields import NON_RENSEIGNE, OUI, Answers, AnyField
from models.forms import accueil, evaluation, ordonnance, personne, piece

__all__ = ["Dossier", "draft"]

PAPER = Paper(
    title="Document préparatoire",
    head="BROUILLON — document préparatoire",
    foot="À relire avec la personne et son avocat",
)
TITLE = "Demande d’ordonnance de protection"


def draft(dossier: Dossier, printed_on: date) -> bytes:
    """The draft as a PDF.

    ``Failure`` when the order clearly cannot be asked, or when the address is to be concealed and
    anything printed would reveal it: there is then no file at all.
    """
    refuse_what_cannot_be_asked(dossier, printed_on)
    sections = tuple(_sections(dossier, printed_on))
    data = house_style.pdf(PAPER, lambda: list(drawn(sections)))
    concealment.refuse_crossing(dossier, data)
    if dossier.hides:
        concealment.refuse_leaks(dossier, sections, (PAPER.head, PAPER.foot), data)
    return data


def _sections(dossier: Dossier, printed_on: date) -> Iterator[Section]:
    body = [
        Section("Juridiction et objet", tuple(_object(dossier))),
        Section("Partie demanderesse", tuple(_applicant(dossier))),
        Section("Représentation et assistance", tuple(_assistance(dossier))),
        Section("Partie défenderesse", tuple(_defendant(dossier))),
        Section("Couple", tuple(_couple(dossier))),
        Section("Enfants", tuple(_children(dossier))),
        Section("Logement et ressources", tuple(_means(dossier))),
        Section("Procédures", (Narrative(given(dossier.ordonnance, ordonnance.PROCEDURES)),)),
        Section("Exposé des faits", tuple(_facts(dossier))),
        Section("Danger", tuple(_danger(dossier))),
        Section("Mesures demandées", tuple(_measures(dossier))),
        Section("Protection immédiate", tuple(_immediate_protection(dossier))),
        Section("Bordereau des pièces", tuple(_exhibits(dossier))),
        Section("Date et signature", (Blanks(("Fait à", "Le", "Signature de la partie demanderesse")),)),
    ]
    yield Section(TITLE, tuple(_opening(printed_on)))
    yield from body
    yield Section("Mentions", tuple(_mentions(dossier, body)))


def _opening(printed_on: date) -> Iterator[Part]:
    yield Prose(
        "Ce brouillon aide à préparer la requête ; il n’est pas la requête. Rien n’est demandé tant qu’elle"
        " n’est pas datée, signée et remise au greffe avec ses pièces."
    )
    yield Prose(f"Préparé le {in_words(printed_on)}. « à compléter » : il manque une réponse.", note=True)


def _object(dossier: Dossier) -> Iterator[Part]:
    """Code de procédure civile, art. 54, 1° and 2°."""
    yield Line("Tribunal judiciaire", given(dossier.ordonnance, ordonnance.TRIBUNAL))
    yield Line("Juge", "Juge aux affaires familiales")
    yield Line("Objet", "Délivrance d’une ordonnance de protection (articles 515-9 à 515-13 du code civil)")
    yield Line("Fondement", given(dossier.ordonnance, ordonnance.FONDEMENT))


def _applicant(dossier: Dossier) -> Iterator[Part]:
    """Art. 54, 3°, a); telephone and e-mail are not wanted, and the other party reads this."""
    yield Line("Nom de naissance", given(dossier.personne, personne.NOM))
    if used := given(dossier.personne, personne.NOM_USAGE):
        yield Line("Nom d’usage", used)
    yield Line("Prénoms", given(dossier.personne, personne.PRENOM))
    yield Line("Date de naissance", given(dossier.personne, personne.NAISSANCE))
    yield from lines(
        dossier.ordonnance, ordonnance.LIEU_NAISSANCE, ordonnance.NATIONALITE, ordonnance.PROFESSION
    )
    if dossier.conceals:
        yield Line(
            "Domicile",
            "Domicile dissimulé (art. 515-11, 6°, du code civil ; art. 1136-5 du code de procédure"
            " civile) ; élection de domicile ci-dessous.",
        )
        yield from lines(dossier.ordonnance, ordonnance.ELECTION_DOMICILE, ordonnance.ELECTION_PRECISIONS)
    elif dossier.undecided:
        yield Line(
            "Domicile",
            "Tu tant que les mesures ne sont pas choisies : le demander caché (6°), ou l’indiquer.",
        )
    else:
        yield Line("Domicile", given(dossier.personne, personne.ADRESSE))


def _assistance(dossier: Dossier) -> Iterator[Part]:
    yield from lines(dossier.ordonnance, ordonnance.AVOCAT, ordonnance.AVOCAT_NOM)
    yield Line("Interprète", given(dossier.personne, personne.INTERPRETE))
    if language := given(dossier.personne, personne.LANGUE):
        yield Line("Langue", language)


def _defendant(dossier: Dossier) -> Iterator[Part]:
    """Art. 57: surname, first names and home."""
    yield from lines(
        dossier.ordonnance,
        ordonnance.DEFENDEUR_NOM,
        ordonnance.DEFENDEUR_PRENOM,
        ordonnance.DEFENDEUR_NAISSANCE,
        ordonnance.DEFENDEUR_ADRESSE,
        ordonnance.DEFENDEUR_PROFESSION,
        ordonnance.DEFENDEUR_ARMES,
    )


def _couple(dossier: Dossier) -> Iterator[Part]:
    yield from lines(
        dossier.ordonnance,
        ordonnance.UNION,
        ordonnance.UNION_DEPUIS,
        ordonnance.SEPARATION,
        ordonnance.COHABITATION,
    )


def _children(dossier: Dossier) -> Iterator[Part]:
    """Where they live is left out when the address is hidden; their school always is."""
    children = dossier.situation[accueil.ENFANTS] or ()
    fields = [accueil.PRENOM_ENFANT, accueil.NAISSANCE_ENFANT, accueil.COMMUN, accueil.EXPOSE_VIOLENCES]
    head, widths = ["Prénom", "Naissance", "Des deux parties", "A vu, entendu ou subi"], [3, 3, 2, 3]
    if not dossier.hides:
        fields.append(accueil.LIEU_DE_VIE)
        head.append("Vit chez")
        widths.append(4)
    if children:
        rows = tuple(tuple(given(child, field) for field in fields) for child in children)
        yield Listing(tuple(head), rows, tuple(widths))
    else:
        yield Prose("Aucun enfant n’est noté : à compléter, ou à écrire « aucun ».", note=True)


def _means(dossier: Dossier) -> Iterator[Part]:
    for field in (ordonnance.LOGEMENT_DU_COUPLE, ordonnance.RESSOURCES_CHARGES):
        yield Prose(field.label, strong=True)
        yield Narrative(given(dossier.ordonnance, field))


def _facts(dossier: Dossier) -> Iterator[Part]:
    """Latest first, those without a date last; « exposé sommaire » of art. 1136-3."""
    facts = sorted(dossier.ordonnance[ordonnance.FAITS] or (), key=_day, reverse=True)
    for number, fact in enumerate(facts, start=1):
        yield Prose(f"Fait n° {number}", strong=True)
        yield from lines(fact, ordonnance.DATE_FAIT, ordonnance.LIEU)
        yield Narrative(given(fact, ordonnance.RECIT))
        for field in (ordonnance.TEMOINS, ordonnance.PIECE):
            if answer := given(fact, field):
                yield Line(field.label, answer)
    if not facts:
        yield Narrative(None)


def _day(fact: Answers) -> date:
    said = fact[ordonnance.DATE_FAIT]
    return (said and said.middle) or date.min


def _danger(dossier: Dossier) -> Iterator[Part]:
    yield Narrative(given(dossier.ordonnance, ordonnance.DANGER))
    grid = dossier.evaluation
    noted = [] if grid is None else [each for each in evaluation.CRITERES if grid[each] == OUI.code]
    if noted:
        yield Prose("À garder ou à rayer avec elle : questions auxquelles elle a répondu oui", strong=True)
        yield from (Prose(f"• {each.label}") for each in noted)


def _measures(dossier: Dossier) -> Iterator[Part]:
    """The whole list of the law, so that nothing is forgotten and each choice can be seen."""
    yield Prose("Pour douze mois au plus (art. 515-12 du code civil).", note=True)
    if not dossier.measures:
        yield Prose("Aucune mesure n’est encore cochée : à compléter.", strong=True)
    for code, label in ordonnance.MESURES.labels.items():
        if code != NON_RENSEIGNE.code:
            yield Measure(number_of(code), label.partition(" — ")[2], code in dossier.measures)
    yield Prose(ordonnance.MESURES_PRECISIONS.label, strong=True)
    yield Narrative(given(dossier.ordonnance, ordonnance.MESURES_PRECISIONS))
    yield from lines(
        dossier.ordonnance,
        ordonnance.BRACELET_DISTANCE,
        ordonnance.BRACELET_ACCORD,
        ordonnance.ACCORD_LISTE_ELECTORALE,
    )


def _immediate_protection(dossier: Dossier) -> Iterator[Part]:
    """Art. 515-13-1: an agreement, never a request of hers."""
    yield Prose(
        "Seul le ministère public peut demander une ordonnance provisoire de protection immédiate, avec"
        " l’accord de la personne en danger (art. 515-13-1 du code civil)."
    )
    yield Line("Accord de la partie demanderesse", given(dossier.ordonnance, ordonnance.ACCORD_OPPI))


def _exhibits(dossier: Dossier) -> Iterator[Part]:
    """Numbered as listed; nothing is attached here."""
    fields: list[AnyField] = [piece.INTITULE, piece.PROUVE, piece.ETAT_PIECE, piece.DETENTEUR]
    head, widths = ["N°", "Pièce", "Ce qu’elle montre", "État", "Qui peut la donner"], [1, 5, 5, 3, 4]
    if dossier.conceals:
        fields.append(piece.ADRESSE_OCCULTEE)
        head.append("Adresse cachée")
        widths.append(3)
    rows = tuple(
        (str(number), *(_of_exhibit(exhibit, field) for field in fields))
        for number, exhibit in enumerate(dossier.pieces, start=1)
    )
    if rows:
        yield Listing(tuple(head), rows, tuple(widths))
    else:
        yield Prose("Aucune pièce n’est notée ; la requête se dépose avec ses pièces.", note=True)


def _of_exhibit(exhibit: Answers, field: AnyField) -> Cell:
    return given(exhibit, field) or ("" if field is piece.DETENTEUR else None)


def _mentions(dossier: Dossier, body: list[Section]) -> Iterator[Part]:
    yield Prose(
        "La requête et chacune de ses pièces sont remises à la partie adverse (art. 1136-3 du code de"
        " procédure civile) : n’y laissez rien qu’elle ne doive pas lire."
    )
    if dossier.conceals:
        yield Prose(
            "L’adresse doit être donnée à l’avocat ou au procureur, à part. Si le juge refuse la"
            " dissimulation, ils la communiquent à la partie adverse qui la demande (art. 1136-8)."
        )
    yield Prose("Il n’est pas nécessaire d’avoir porté plainte (art. 515-10 du code civil).")
    yield Prose(
        f"{ordonnance.LOI}, lus au {in_words(ordonnance.TEXTE_A_JOUR_AU)} ; {ordonnance.PROCEDURE}."
        f" {ordonnance.PROCEDURE_RESERVE} Vérifiez ces textes avant de déposer la requête.",
        note=True,
    )
    printed = (cell if isinstance(cell, str) else cell.text for section in body for cell in cells(section))
    lacking = typography.missing(map(typography.clean, printed), house_style.glyphs())
    if lacking:
        names = ", ".join(map(typography.described, lacking))
        yield Prose(
            f"Caractères remplacés par « {typography.REPLACEMENT} », à écrire à la main : {names}.",
            strong=True,
        )
