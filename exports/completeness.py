"""What a request still lacks: the mentions without which it is null, then what makes it convincing.

Code de procédure civile, art. 54, 57, 1136-3 and 1136-5. A draft can be printed whatever it lacks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from exports import gate
from exports.dossier import Dossier, Fact, number_of
from exports.folding import Haystack
from exports.pages import given
from exports.secrets import TOWN, secrets
from models.fields import NON, NON_RENSEIGNE, OUI, Answers, AnyField
from models.forms import accueil, faits, mesures, ordonnance, piece

ARTICLE_54, ARTICLE_57 = "art. 54 du code de procédure civile", "art. 57 du code de procédure civile"
ARTICLE_1136_3 = "art. 1136-3 du code de procédure civile"


@dataclass(frozen=True)
class Lack:
    """One thing that is missing: the question that puts it right, and the article that wants it.

    ``blocks`` tells that without it the request is null, or refused.
    """

    sentence: str
    field: AnyField
    article: str = ""
    blocks: bool = False


def lacks(dossier: Dossier, on: date) -> tuple[Lack, ...]:
    """All that is missing, what blocks first."""
    refused = (Lack(each.sentence, each.field, blocks=True) for each in gate.refusals(dossier, on))
    return (*refused, *_mentions(dossier), *_advice(dossier))


def is_complete(dossier: Dossier, on: date) -> bool:
    """Whether every mention that the law wants is there; the date and the signature are by hand."""
    return not any(each.blocks for each in lacks(dossier, on))


def _mentions(dossier: Dossier) -> Iterator[Lack]:
    yield from _of_the_request(dossier)
    yield from _of_the_applicant(dossier)
    yield from _of_the_defendant(dossier)
    if not any((fact.answers[faits.RECIT] or "").strip() for fact in dossier.facts):
        yield Lack(
            "L’exposé sommaire des motifs : au moins un fait raconté", faits.FAITS, ARTICLE_1136_3, True
        )
    if not dossier.pieces:
        yield Lack("L’indication des pièces : au moins une au bordereau", ordonnance.PIECES, ARTICLE_57, True)


def _of_the_request(dossier: Dossier) -> Iterator[Lack]:
    order = dossier.whole
    if given(order, ordonnance.TRIBUNAL) is None:
        yield Lack("La juridiction : quel tribunal judiciaire", ordonnance.TRIBUNAL, ARTICLE_54, True)
    if given(order, ordonnance.FONDEMENT) is None:
        yield Lack("L’objet de la demande : son fondement", ordonnance.FONDEMENT, ARTICLE_54, True)
    if dossier.undecided:
        yield Lack("L’objet de la demande : au moins une mesure", ordonnance.MESURES, ARTICLE_54, True)


_APPLICANT = (
    (ordonnance.NOM, "Son nom de naissance"),
    (ordonnance.PRENOM, "Ses prénoms"),
    (ordonnance.LIEU_NAISSANCE, "Son lieu de naissance"),
    (ordonnance.NATIONALITE, "Sa nationalité"),
    (ordonnance.PROFESSION, "Sa profession"),
)


def _of_the_applicant(dossier: Dossier) -> Iterator[Lack]:
    order = dossier.whole
    for field, told in _APPLICANT:
        if given(order, field) is None:
            yield Lack(told, field, ARTICLE_54, True)
    birth = order[ordonnance.NAISSANCE]
    exact = birth is not None and birth.exact is not None
    if not exact and given(order, ordonnance.NAISSANCE_ETAT_CIVIL) is None:
        told = "Sa date de naissance, ou comment l’état civil l’écrit si elle n’est pas connue"
        yield Lack(
            told, ordonnance.NAISSANCE if birth is None else ordonnance.NAISSANCE_ETAT_CIVIL, ARTICLE_54, True
        )
    if not dossier.conceals and given(order, ordonnance.ADRESSE) is None:
        yield Lack("Son domicile, ou la demande de le cacher (6°)", ordonnance.ADRESSE, ARTICLE_54, True)


def _of_the_defendant(dossier: Dossier) -> Iterator[Lack]:
    order = dossier.whole
    for field, told in (
        (ordonnance.DEFENDEUR_NOM, "Le nom de la partie adverse"),
        (ordonnance.DEFENDEUR_PRENOM, "Ses prénoms"),
    ):
        if given(order, field) is None:
            yield Lack(told, field, ARTICLE_57, True)
    nowhere = (
        given(order, ordonnance.DEFENDEUR_ADRESSE) is None and given(order, ordonnance.DEFENDEUR_OU) is None
    )
    if nowhere:
        told = "Le domicile de la partie adverse, la dernière adresse connue, ou un lieu où la trouver"
        yield Lack(told, ordonnance.DEFENDEUR_ADRESSE, ARTICLE_57, True)


def _advice(dossier: Dossier) -> Iterator[Lack]:
    yield from _on_what_she_knows(dossier)
    yield from _on_the_area(dossier)
    yield from _on_facts(dossier)
    yield from _on_danger(dossier)
    yield from _on_measures(dossier)
    yield from _on_exhibits(dossier)
    yield from _on_assistance(dossier)


def _on_what_she_knows(dossier: Dossier) -> Iterator[Lack]:
    if dossier.ordonnance[ordonnance.PREVENUE] != OUI.code:
        yield Lack("Lui dire que l’autre partie recevra la demande et chaque pièce", ordonnance.PREVENUE)


def _on_the_area(dossier: Dossier) -> Iterator[Lack]:
    """The court by itself tells where she lives: its place follows her home, or that of the children."""
    if not dossier.conceals:
        return
    order = dossier.ordonnance
    if order[ordonnance.TRIBUNAL_DU_COUPLE] != OUI.code and given(order, ordonnance.TRIBUNAL):
        yield Lack(
            "Le tribunal lui-même peut révéler la région : voyez avec l’avocat celui du dernier domicile du"
            " couple",
            ordonnance.TRIBUNAL_DU_COUPLE,
        )
    towns = [secret for secret in secrets(dossier) if secret.kind == TOWN]
    for field in (ordonnance.TRIBUNAL, ordonnance.AVOCAT_NOM, ordonnance.ELECTION_PRECISIONS):
        said = given(order, field)
        if said and any(Haystack(said.text).count(town.needle) for town in towns):
            yield Lack(f"« {field.label} » porte le nom de la ville à cacher", field)


def _on_facts(dossier: Dossier) -> Iterator[Lack]:
    for fact in dossier.facts:
        yield from (Lack(f"Fait n° {fact.number} : {told}", faits.FAITS) for told in _of_fact(dossier, fact))
    if dossier.facts and dossier.ordonnance[ordonnance.RELU] != OUI.code:
        yield Lack("Relire les faits avec elle : « ce sont vos mots »", ordonnance.RELU)


def _of_fact(dossier: Dossier, fact: Fact) -> Iterator[str]:
    if not fact.when:
        yield "quand, même à peu près"
    witnessed = given(fact.answers, faits.TEMOINS)
    if not witnessed and not dossier.exhibit_numbers(fact.answers[faits.PIECES_FAIT]):
        yield "ni pièce ni témoin"


def _on_danger(dossier: Dossier) -> Iterator[Lack]:
    order = dossier.ordonnance
    if given(order, ordonnance.DANGER) is None:
        yield Lack("Le danger d’aujourd’hui : la seconde chose que le juge doit trouver", ordonnance.DANGER)
    if dossier.situation[accueil.GROSSESSE] == OUI.code and order[ordonnance.GROSSESSE] is None:
        yield Lack(
            "Une grossesse est notée : à dire dans la demande seulement si elle le veut", ordonnance.GROSSESSE
        )


def _on_measures(dossier: Dossier) -> Iterator[Lack]:
    order, asked = dossier.ordonnance, dossier.measures
    choice = order[ordonnance.CHOIX_DOMICILE]
    if choice == "ignorer" and not dossier.conceals:
        yield Lack("Elle veut qu’il ignore où elle vit : demandez le 6°", ordonnance.MESURES)
    elif dossier.wants_hidden and choice not in ("eloigner", "connu") and not dossier.conceals:
        told = "Son adresse doit rester cachée, dit sa fiche : demandez le 6°, ou notez ce qu’elle choisit"
        yield Lack(told, ordonnance.MESURES)
    if choice in ("eloigner", "connu") and dossier.conceals:
        told = "Le 6° cache l’adresse, et elle demande qu’il ne s’en approche pas : choisissez avec elle"
        yield Lack(told, ordonnance.CHOIX_DOMICILE)
    if not dossier.undecided and choice is None:
        yield Lack("Lui demander ce qui compte le plus pour là où elle vit", ordonnance.CHOIX_DOMICILE)
    if mesures.BRACELET in asked and mesures.CONTACT not in asked:
        yield Lack("Le bracelet suppose le 1° : demandez-le aussi", ordonnance.MESURES)
    if mesures.BRACELET in asked and order[ordonnance.BRACELET_ACCORD] == NON.code:
        yield Lack("Le bracelet suppose son accord", ordonnance.BRACELET_ACCORD)
    for each in mesures.LISTE:
        if each.code in asked:
            yield from _on_measure(dossier, each)


_NEEDS_NO_FACT = ("audiences_separees", "aide_juridictionnelle", "personnes_morales_qualifiees")


def _on_measure(dossier: Dossier, mesure: mesures.Mesure) -> Iterator[Lack]:
    order = dossier.ordonnance
    content = mesures.CONTENUS.get(mesure.code)
    if content and given(order, content) is None:
        yield Lack(f"{number_of(mesure.code)} : ce qui est demandé précisément", content)
    supported = dossier.facts_of(order[mesures.FAITS_APPUIS[mesure.code]]) or dossier.exhibit_numbers(
        order[mesures.PIECES_APPUIS[mesure.code]]
    )
    if mesure.code not in _NEEDS_NO_FACT and not supported:
        yield Lack(
            f"{number_of(mesure.code)} : ni fait ni pièce à l’appui", mesures.FAITS_APPUIS[mesure.code]
        )


def _on_exhibits(dossier: Dossier) -> Iterator[Lack]:
    for number, each in enumerate(dossier.pieces, start=1):
        yield from (
            Lack(f"Pièce n° {number} : {told}", ordonnance.PIECES)
            for told in _of_exhibit(dossier, each.answers)
        )


def _of_exhibit(dossier: Dossier, answers: Answers) -> Iterator[str]:
    if answers[piece.ETAT_PIECE] == piece.MANQUANTE:
        holder = given(answers, piece.DETENTEUR)
        yield (
            f"manquante ; qui peut la donner : {holder.text}"
            if holder
            else "manquante, sans dire qui peut la donner"
        )
    if dossier.hides and answers[piece.ADRESSE_OCCULTEE] not in (OUI.code, "sans_objet"):
        yield "vérifier que l’adresse y est cachée"


def _on_assistance(dossier: Dossier) -> Iterator[Lack]:
    chosen = dossier.ordonnance.codes(ordonnance.AVOCAT) - {NON_RENSEIGNE.code}
    if not chosen - {"a_reflechir"}:
        yield Lack("Un avocat : commis d’office, il est payé sans condition de ressources", ordonnance.AVOCAT)
    if given(dossier.ordonnance, ordonnance.ACCORD_OPPI) is None:
        yield Lack("Son accord, ou non, pour une protection immédiate", ordonnance.ACCORD_OPPI)
