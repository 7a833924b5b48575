"""Figures: the exact ones on a terminal, and those that are published."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from exports import layout
from exports.closing import Prepared, prepare
from exports.layout import Block
from models.closing import LAST
from models.dates import Period, named
from models.failure import Failure
from models.journal import end_in_words
from storage.vault import Clock, Vault
from ui import outgoing, publishing, renewing
from ui.command_line.command import Command
from ui.command_line.opening import asked_vault, vault_arguments
from ui.command_line.output import check_folder, is_terminal
from ui.command_line.parser import FrenchParser, day, number, threshold


def _statistiques_arguments(parser: FrenchParser) -> None:
    vault_arguments(parser)
    add = parser.options.add_argument
    add("--du", metavar="AAAA-MM-JJ", type=day, required=True, help="premier jour de la période")
    add("--au", metavar="AAAA-MM-JJ", type=day, required=True, help="dernier jour de la période")


def _statistiques(options: argparse.Namespace, clock: Clock) -> None:
    """True figures, on a terminal only: they could make somebody known, and a file is kept."""
    if options.au < options.du:
        raise Failure("La période finit avant de commencer : inversez --du et --au. Rien n’a été écrit.")
    if not is_terminal():
        raise Failure(
            "Ces chiffres sont exacts et peuvent faire reconnaître quelqu’un : ils ne s’affichent que sur un"
            " terminal. Pour un fichier à transmettre, utilisez « publier » ; rien n’a été écrit."
        )
    period = Period(options.du, options.au)
    with asked_vault(options, clock) as opened:
        count = outgoing.counted(opened, period)
    print(f"CHIFFRES EXACTS, À USAGE INTERNE, NE PAS DIFFUSER — {named(period)}")
    for family in layout.families(count.tables):
        print(f"\n{family.title.upper()}")
        for block in family.blocks:
            print("\n".join(_block_lines(block, period)))


def _block_lines(block: Block, period: Period) -> Iterator[str]:
    for table in block.tables:
        yield f"  {table.heading.title} : {layout.number(table.base)}"
        for row in table.rows:
            if row.count:
                part = layout.percentage(row.count, table.base)
                yield f"    {row.label} : {layout.number(row.count)} ({part})"
    for told in (layout.proof(block), layout.counted(block, period)):
        if told:
            yield f"    {told}"


def _publier_arguments(parser: FrenchParser) -> None:
    vault_arguments(parser)
    add = parser.options.add_argument
    add("--annee", metavar="AAAA", type=number(1990, 2100), required=True, help="année à publier")
    add("--trimestre", metavar="N", type=number(1, 3), help="1, 2 ou 3 ; le quatrième vient avec l’année")
    add("--vers", metavar="DOSSIER", type=Path, required=True, help="où écrire les fichiers")
    add("--seuil", metavar="N", type=threshold, help="6 ou 11, pour toute l’année (6)")
    add("--essai", action="store_true", help="dire ce qui serait masqué, sans clore ni écrire")
    add(
        "--rien-depuis",
        action="store_true",
        help="après le retour d’une sauvegarde : rien n’a été publié depuis qu’elle a été faite",
    )
    add(
        "--deja-publie-ailleurs",
        action="store_true",
        help="un autre coffre a déjà publié de cette année : totaux seulement",
    )


def _publier(options: argparse.Namespace, clock: Clock) -> None:
    check_folder(options.vers)
    outgoing.check_place(options.vers)
    with asked_vault(options, clock) as opened:
        register, quarter = opened.publications, options.trimestre or LAST
        register.check()
        published = register.of(options.annee, quarter)
        if published is not None:
            paths = publishing.publish_again(opened, published, options.vers)
            print("Période déjà publiée : mêmes fichiers, à l’octet près.")
        else:
            paths = _publish(opened, options, quarter)
    for path in paths:
        print(f"Fichier : {path}")


def _publish(opened: Vault, options: argparse.Namespace, quarter: int) -> list[Path]:
    account = publishing.gather(
        opened,
        options.annee,
        quarter,
        options.seuil,
        elsewhere=options.deja_publie_ailleurs,
        nothing_since=options.rien_depuis,
    )
    prepared = prepare(account)
    _tell_prepared(prepared)
    if options.essai:
        print("Essai seulement : rien n’a été clos ni écrit. Ôtez --essai pour publier.")
        return []
    return publishing.publish(opened, prepared, publishing.documents(prepared), options.vers)


def _tell_prepared(prepared: Prepared) -> None:
    edition = prepared.edition
    masked, size = edition.masked
    print(f"{edition.title}, seuil {edition.k} : cases masquées {masked} sur {size}.")
    if edition.sum:
        print(f"Total vérifié : {edition.sum}")
    if edition.reason:
        print(edition.reason)


def _rapport_arguments(parser: FrenchParser) -> None:
    vault_arguments(parser)
    add = parser.options.add_argument
    add("--annee", metavar="AAAA", type=number(1990, 2100), required=True, help="année publiée")
    add("--vers", metavar="DOSSIER", type=Path, required=True, help="où écrire le rapport")


def _rapport(options: argparse.Namespace, clock: Clock) -> None:
    check_folder(options.vers)
    outgoing.check_place(options.vers)
    with asked_vault(options, clock) as opened:
        opened.publications.check()
        for path in renewing.write(opened, options.annee, options.vers):
            print(f"Fichier : {path}")


def _journal_publications(options: argparse.Namespace, clock: Clock) -> None:
    with asked_vault(options, clock) as opened:
        register = opened.publications
        every = register.all()
        for each in every:
            by = opened.name_of(each.author)
            period = publishing.title(each.year, each.quarter)
            print(f"N° {each.number} — {period} — {each.at:%d/%m/%Y à %H:%M} par {by}")
            print(f"    empreinte {each.digest}")
            for name, digest in each.files.items():
                print(f"    {name}  SHA-256 {digest}")
        register.check()
        print(f"Journal des accès : {end_in_words(opened.journal.head())}.")
    print(
        f"Registre entier, {len(every)} publication{'s' if len(every) > 1 else ''}."
        if every
        else "Rien n’a été publié."
    )


COMMANDS = (
    Command(
        "statistiques",
        "afficher les chiffres exacts d’une période, sur un terminal seulement",
        _statistiques_arguments,
        _statistiques,
    ),
    Command("publier", "clore une période et écrire ses fichiers anonymisés", _publier_arguments, _publier),
    Command(
        "rapport", "écrire le rapport de renouvellement d’une année publiée", _rapport_arguments, _rapport
    ),
    Command(
        "journal-publications",
        "lister ce qui a été publié, et vérifier le registre",
        vault_arguments,
        _journal_publications,
    ),
)
