"""The draft of a request for a protection order: prepared with the person, for her lawyer to finish.

It follows the mentions that the Code de procédure civile wants (art. 54, 57 and 1136-3), in the order
in which a judge reads them; it is neither the request nor a form.
"""

from collections.abc import Iterator
from datetime import date

from exports import completeness, concealment, house_style, typography
from exports.annex import annexed
from exports.dossier import Dossier, Fact
from exports.drawing import drawn
from exports.gate import refuse_what_cannot_be_asked
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
from models.fields import OUI, Answers, AnyField
from models.forms import accueil, faits, mesures, ordonnance, piece

__all__ = ["Dossier", "draft"]

LU = f"textes lus au {in_words(ordonnance.TEXTE_A_JOUR_AU)}"
PAPER = Paper(
    title="Document préparatoire",
    head="BROUILLON — document préparatoire",
    foot=f"À relire avec la personne et son avocat · {LU}",
)
TITLE = "Demande d’ordonnance de protection"


def draft(dossier: Dossier, printed_on: date) -> bytes:
    """The draft as a PDF.

    ``Failure`` when the order clearly cannot be asked, or when the address is to be concealed and
    anything printed would reveal it: there is then no file at all.
    """
    refuse_what_cannot_be_asked(dossier, printed_on)
    sections = contents(dossier, printed_on)
    data = house_style.pdf(PAPER, lambda: list(drawn(annexed(sections))))
    concealment.refuse_crossing(dossier, data)
    if dossier.hides:
        concealment.refuse_leaks(dossier, sections, (PAPER.head, PAPER.foot), data)
    return data


def contents(dossier: Dossier, printed_on: date) -> tuple[Section, ...]:
    """What the draft says, before it is drawn."""
    return tuple(_sections(dossier, printed_on))


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
    yield Section(TITLE, tuple(_opening(dossier, printed_on)))
    yield from body
    yield Section("Mentions", tuple(_mentions(dossier, body)))


def _opening(dossier: Dossier, printed_on: date) -> Iterator[Part]:
    yield Prose(
        "Ce brouillon aide à préparer la requête ; il n’est pas la requête. Rien n’est demandé tant qu’elle"
        " n’est pas datée, signée et remise au greffe avec ses pièces."
    )
    missing = [each for each in completeness.lacks(dossier, printed_on) if each.blocks]
    if missing:
        yield Prose("Mentions exigées qui manquent encore", strong=True)
        yield from (Prose(f"• {each.sentence} ({each.article}).") for each in missing)
    else:
        yield Prose("Les mentions exigées par la loi y sont ; il reste à dater et à signer.", strong=True)
    yield Prose(f"Préparé le {in_words(printed_on)}. « à compléter » : il manque une réponse.", note=True)


def _object(dossier: Dossier) -> Iterator[Part]:
    """Code de procédure civile, art. 54, 1° and 2°."""
    yield Line("Tribunal judiciaire", given(dossier.ordonnance, ordonnance.TRIBUNAL))
    yield Line("Juge", "Juge aux affaires familiales")
    yield Line("Objet", "Délivrance d’une ordonnance de protection (articles 515-9 à 515-13 du code civil)")
    yield Line("Fondement", given(dossier.ordonnance, ordonnance.FONDEMENT))


def _applicant(dossier: Dossier) -> Iterator[Part]:
    """Art. 54, 3°, a); telephone and e-mail are not wanted, and the other party reads this."""
    order = dossier.whole
    yield Line("Nom de naissance", given(order, ordonnance.NOM))
    if used := given(order, ordonnance.NOM_USAGE):
        yield Line("Nom d’usage", used)
    yield Line("Prénoms", given(order, ordonnance.PRENOM))
    civil, birth = given(order, ordonnance.NAISSANCE_ETAT_CIVIL), given(order, ordonnance.NAISSANCE)
    if birth or not civil:
        yield Line("Date de naissance", birth)
    if civil:
        yield Line("Naissance selon l’état civil", civil)
    yield from lines(order, ordonnance.LIEU_NAISSANCE, ordonnance.NATIONALITE, ordonnance.PROFESSION)
    yield from _home(dossier)


def _home(dossier: Dossier) -> Iterator[Part]:
    """Art. 1136-5: the act that does not tell the address tells where domicile is elected."""
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
        yield Line("Domicile", given(dossier.whole, ordonnance.ADRESSE))


def _assistance(dossier: Dossier) -> Iterator[Part]:
    yield from lines(dossier.ordonnance, ordonnance.AVOCAT, ordonnance.AVOCAT_NOM)
    yield Line("Interprète", given(dossier.whole, ordonnance.INTERPRETE))
    if language := given(dossier.whole, ordonnance.LANGUE):
        yield Line("Langue", language)


def _defendant(dossier: Dossier) -> Iterator[Part]:
    """Art. 57: surname, first names and home, or else where the request can be given to him."""
    order = dossier.ordonnance
    yield from lines(
        order, ordonnance.DEFENDEUR_NOM, ordonnance.DEFENDEUR_PRENOM, ordonnance.DEFENDEUR_NAISSANCE
    )
    known = order[ordonnance.DEFENDEUR_DOMICILE]
    last = "Dernière adresse connue" if known in ("derniere", ordonnance.ADRESSE_INCONNUE) else "Adresse"
    yield Line(last, given(order, ordonnance.DEFENDEUR_ADRESSE))
    if elsewhere := given(order, ordonnance.DEFENDEUR_OU):
        yield Line("Où le trouver", elsewhere)
    yield from lines(order, ordonnance.DEFENDEUR_PROFESSION, ordonnance.DEFENDEUR_ARMES)


def _couple(dossier: Dossier) -> Iterator[Part]:
    yield from lines(
        dossier.whole,
        ordonnance.UNION,
        ordonnance.UNION_DEPUIS,
        ordonnance.SEPARATION,
        ordonnance.COHABITATION,
    )


def _children(dossier: Dossier) -> Iterator[Part]:
    """Where they live is left out when the address is hidden; their school always is."""
    children = dossier.whole[ordonnance.ENFANTS] or ()
    fields = [accueil.PRENOM_ENFANT, accueil.NAISSANCE_ENFANT, accueil.COMMUN, accueil.EXPOSE_VIOLENCES]
    head, widths = ["Prénom", "Naissance", "Des deux parties", "A vu, entendu ou subi"], [3, 3, 2, 3]
    if not dossier.hides:
        fields.append(accueil.LIEU_DE_VIE)
        head.append("Vit chez")
        widths.append(4)
    if children:
        rows = tuple(tuple(given(child, field) for field in fields) for child in children)
        yield Listing(tuple(head), rows, tuple(widths))
        if dossier.conceals:
            yield Prose(
                "Les enfants qui vivent avec elle vivent auprès de la partie demanderesse.", note=True
            )
    else:
        yield Prose("Aucun enfant n’est noté : à compléter, ou à écrire « aucun ».", note=True)
    if dossier.ordonnance[ordonnance.GROSSESSE] == OUI.code:
        yield Line("Grossesse en cours", "Oui")


def _means(dossier: Dossier) -> Iterator[Part]:
    for field in (ordonnance.LOGEMENT_DU_COUPLE, ordonnance.RESSOURCES_CHARGES):
        yield Prose(field.label, strong=True)
        yield Narrative(given(dossier.ordonnance, field))


def _facts(dossier: Dossier) -> Iterator[Part]:
    """« Exposé sommaire des motifs » (art. 1136-3): a table, then each fact in her words."""
    if kinds := given(dossier.whole, ordonnance.VIOLENCES):
        yield Line("Violences rapportées", kinds)
    if not dossier.facts:
        yield Narrative(None)
    elif len(dossier.facts) > 1:
        head = ("Fait", "Quand", "Où", "Témoins", "Pièces")
        yield Listing(head, tuple(_fact_row(dossier, fact) for fact in dossier.facts), (1, 3, 4, 4, 2))
    for fact in dossier.facts:
        yield from _fact(dossier, fact)
    if repeated := given(dossier.ordonnance, ordonnance.CHAQUE_JOUR):
        yield Prose(ordonnance.CHAQUE_JOUR.label, strong=True)
        yield Narrative(repeated)


def _fact_row(dossier: Dossier, fact: Fact) -> tuple[Cell, ...]:
    told = (given(fact.answers, field) or "" for field in (faits.DATE_FAIT, faits.LIEU, faits.TEMOINS))
    return (f"n° {fact.number}", *told, _numbers(dossier, fact.answers[faits.PIECES_FAIT]) or "")


def _fact(dossier: Dossier, fact: Fact) -> Iterator[Part]:
    rank = faits.RANG.labels.get(fact.answers[faits.RANG] or "", "")
    said = f" — {rank[0].lower()}{rank[1:]}" if rank and fact.answers[faits.RANG] != "autre" else ""
    yield Prose(f"Fait n° {fact.number}{said}", strong=True)
    yield from lines(fact.answers, faits.DATE_FAIT, faits.LIEU)
    yield Narrative(given(fact.answers, faits.RECIT))
    if noted := given(fact.answers, faits.RAPPELS):
        yield Line("Ce fait comporte", noted)
    if seen := given(fact.answers, faits.TEMOINS):
        yield Line(faits.TEMOINS.label, seen)
    if numbers := _numbers(dossier, fact.answers[faits.PIECES_FAIT]):
        yield Line(faits.PIECES_FAIT.label, numbers)


def _numbers(dossier: Dossier, keys: frozenset[str] | None) -> str:
    """``n° 1, 3``; nothing when there is none."""
    numbers = ", ".join(map(str, dossier.exhibit_numbers(keys)))
    return f"n° {numbers}" if numbers else ""


def _danger(dossier: Dossier) -> Iterator[Part]:
    """What makes one fear what follows; the answers to the grid of the evaluation are never printed."""
    order = dossier.ordonnance
    for field in (ordonnance.DANGER_DEMANDEUR, ordonnance.DANGER_DEFENDEUR):
        if noted := given(order, field):
            yield Line(field.label, noted)
    yield Narrative(given(order, ordonnance.DANGER))


def _measures(dossier: Dossier) -> Iterator[Part]:
    """The whole list of the law, so that nothing is forgotten and each choice can be seen."""
    yield Prose("Pour douze mois au plus (art. 515-12 du code civil).", note=True)
    if dossier.undecided:
        yield Prose("Aucune mesure n’est encore cochée : à compléter.", strong=True)
    for each in mesures.LISTE:
        yield Measure(each.numero, each.label, each.code in dossier.measures)
    for each in mesures.LISTE:
        if each.code in dossier.measures:
            yield from _measure(dossier, each)
    if others := given(dossier.ordonnance, ordonnance.MESURES_PRECISIONS):
        yield Prose(ordonnance.MESURES_PRECISIONS.label, strong=True)
        yield Narrative(others)
    yield from lines(dossier.ordonnance, ordonnance.ACCORD_LISTE_ELECTORALE)


def _measure(dossier: Dossier, asked: mesures.Mesure) -> Iterator[Part]:
    """What is asked, in the law's words and in hers, and what supports it."""
    order = dossier.ordonnance
    yield Prose(f"{asked.numero} — {asked.label}", strong=True)
    yield Prose(law_words(asked), note=True)
    if content := mesures.CONTENUS.get(asked.code):
        yield Narrative(given(order, content))
    if asked.code == mesures.BRACELET:
        yield from lines(order, ordonnance.BRACELET_DISTANCE, ordonnance.BRACELET_ACCORD)
    facts = dossier.facts_of(order[mesures.FAITS_APPUIS[asked.code]])
    if facts:
        yield Line("Faits à l’appui", ", ".join(f"n° {fact.number}" for fact in facts))
    proofs = {key for fact in facts for key in fact.answers[faits.PIECES_FAIT] or ()}
    keys = frozenset(proofs | (order[mesures.PIECES_APPUIS[asked.code]] or frozenset()))
    if numbers := _numbers(dossier, keys):
        yield Line("Pièces à l’appui", numbers)


def law_words(asked: mesures.Mesure) -> str:
    """The words of the law, where they stand, since when, and the day on which they were read."""
    if asked.en_vigueur is None:
        return asked.juge
    since, read = in_words(asked.en_vigueur), in_words(mesures.TEXTE_A_JOUR_AU)
    return f"« {asked.texte} » ({asked.article} du code civil, en vigueur depuis le {since}, lu au {read})."


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
        (str(number), *(_of_exhibit(exhibit.answers, field) for field in fields))
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
