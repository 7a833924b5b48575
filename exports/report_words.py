"""The words of the supervisor's documents: how to read them, what is defined, what is guaranteed."""

from collections.abc import Iterator

from exports.edition import Edition
from exports.layout import number, percentage
from exports.volumes import FAMILY
from models.dates import in_words

MASKED = "n.d."
"""Stands where a number is not given."""


def definitions(edition: Edition) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    yield (
        "Personnes par statut",
        (("Statut", edition.catalogue.status.definition),),
    )
    for title, members in edition.families:
        shared: dict[str, list[str]] = {}
        for crossing in members:
            shared.setdefault(crossing.variable.definition, []).append(crossing.variable.label)
        yield title, tuple((" · ".join(labels), words) for words, labels in shared.items())
    if edition.volumes:
        yield FAMILY, tuple((each.title, each.definition) for each in edition.volumes)


def reading(edition: Edition) -> tuple[str, ...]:
    most = edition.k - 1
    words = [
        f"Les nombres imprimés sont les nombres exacts, arrêtés le {in_words(edition.stopped_on)}.",
        f"« {MASKED} » (non diffusé) remplace un effectif de 0 à {most}, ou un effectif retenu pour qu’un"
        f" autre ne puisse pas être déduit. « {MASKED} » ne veut pas dire zéro.",
        "La ligne « Regroupés » donne le total exact des cases n.d. de sa colonne.",
    ]
    masked, cells = edition.masked
    if masked:
        share = percentage(masked, cells)
        words.append(f"Dans ce document, {number(masked)} cases sur {number(cells)} sont n.d. ({share}).")
    if edition.reason:
        words.append(f"Seuls les totaux sont donnés : {edition.reason}")
    return tuple(words)


def method(edition: Edition) -> tuple[tuple[str, str], ...]:
    most = edition.k - 1
    earlier = ", ".join(f"{each.name}, arrêté le {in_words(each.stopped_on)}" for each in edition.earlier)
    against = (
        f" ni de son rapprochement avec les fichiers précédents de l’année ({earlier})," if earlier else ""
    )
    publication = edition.publication
    return (
        (
            "Ce qui est compté",
            "Des réponses choisies dans des listes. Aucun nom, aucune adresse, aucun texte écrit par"
            " l’intervenante sociale n’entre dans le calcul.",
        ),
        (
            "Quand",
            "Les faits de la période, enregistrés avant l’arrêté. Une fiche saisie après l’arrêté est comptée"
            " dans la période suivante de la même année. Une période arrêtée ne change plus.",
        ),
        (
            "Une personne, une fois",
            "Chaque personne est comptée une fois dans l’année, au trimestre où elle l’a été en premier, avec"
            " le statut de ce moment. Actes et orientations se comptent à part et ne s’additionnent pas aux"
            " personnes.",
        ),
        (
            "Les garanties",
            f"Aucun effectif de 1 à {most} personnes ne peut être calculé à partir de ce fichier,{against} y"
            " compris par une personne comptée. Pour chaque petit effectif caché, deux autres mondes qui"
            " donneraient les mêmes nombres imprimés ont été trouvés et vérifiés en nombres entiers : l’un où"
            f" il est nul, l’autre où il vaut au moins {edition.k}.",
        ),
        (
            "Les volumes d’activité",
            f"Une ligne d’actes ou d’orientations n’est donnée que si elle repose sur au moins {edition.k}"
            " personnes différentes ; les autres sont regroupées.",
        ),
        (
            "Les pourcentages et les graphiques",
            "Calculés sur les nombres imprimés seulement, les pourcentages arrondis à une décimale.",
        ),
        (
            "Les limites",
            "Ce fichier ne protège pas contre ce que le lecteur sait déjà par ailleurs. Ne pas le compléter à"
            " la main ; ne pas demander les chiffres n.d. par un autre canal.",
        ),
        (
            "Références",
            f"Nomenclature {publication.catalogue}, seuil {edition.k}, publication n° {publication.number},"
            f" empreinte {edition.seal[:16]}…",
        ),
    )
