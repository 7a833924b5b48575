"""The command line: the same work as the window's, in French, for a script or an administrator.

Exit codes: 0 done, 1 a failure told in one French sentence, 2 a command that is not understood,
130 interrupted.
"""

import argparse
import contextlib
import errno
import getpass
import json
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from exports import layout
from exports.closing import Prepared, prepare
from exports.layout import Block
from models.closing import LAST
from models.dates import Period, named
from models.departure import Departure
from models.dictionary import dictionary
from models.failure import Failure
from models.importing import Doubt, doubts, matched
from models.journal import end_in_words
from storage import incoming, restoration, vault
from storage.archive import SUFFIX
from storage.publications import THRESHOLDS
from storage.vault import Clock, Vault
from ui import demonstration, outgoing, publishing, received, renewing, safeguards
from ui.incoming import Checked, check

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130

Command: TypeAlias = Callable[[argparse.Namespace, Clock], None]

_FRENCH = (
    (r"the following arguments are required: (.*)", r"il manque : \1"),
    (r"unrecognized arguments: (.*)", r"non compris : \1"),
    (
        r"argument (.*?): invalid choice: '?([^']*)'? \(choose from (.*)\)",
        r"« \2 » n’existe pas. Au choix : \3",
    ),
    (r"argument (.*?): expected one argument", r"\1 attend une valeur"),
    (r"argument (.*?): invalid int value: '?([^']*)'?", r"\1 attend un nombre entier, pas « \2 »"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 ne va pas avec \2"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 n’attend pas de valeur"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 est ambigu : \2"),
    (r"argument (.*)", r"\1"),
)


class FrenchParser(argparse.ArgumentParser):
    """argparse, speaking French."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)  # pyright: ignore[reportArgumentType]
        self.options = self.add_argument_group("options")
        self.options.add_argument("-h", "--help", action="help", help="afficher cette aide")

    def format_help(self) -> str:
        text = super().format_help().replace("usage: ", "Utilisation : ", 1)
        return text.replace("positional arguments:", "arguments :").replace("options:", "options :")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "Utilisation : ", 1)

    def error(self, message: str) -> NoReturn:
        for english, french in _FRENCH:
            if re.fullmatch(english, message):
                message = re.sub(english, french, message)
                break
        print(f"{self.format_usage()}{message}\nAide : {self.prog} --help", file=sys.stderr)
        raise SystemExit(MISUSED)


def asked(arguments: Sequence[str]) -> bool:
    """Whether these arguments are for the command line, and not a vault to open in the window.

    A word that is neither an option, a command nor a path is taken for a misspelt command.
    """
    if not arguments:
        return False
    first = arguments[0]
    return first.startswith("-") or first in _COMMANDS or len(arguments) > 1 or not _is_there(first)


def run(arguments: Sequence[str], clock: Clock) -> int:
    """Run one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # pyright: ignore[reportAttributeAccessIssue]
    try:
        return _run(arguments, clock)
    except BrokenPipeError:
        _give_up_output()
        return DONE
    except OSError as error:
        _tell(_sentence(error))
        _give_up_output()
        return FAILED


def _run(arguments: Sequence[str], clock: Clock) -> int:
    try:
        parsed = _parser().parse_args(arguments)
        parsed.command(parsed, clock)
    except Failure as failure:
        _tell(str(failure))
        return FAILED
    except KeyboardInterrupt:
        _tell("Interrompu. Ce qui était déjà enregistré est intact.")
        return INTERRUPTED
    finally:
        if sys.stdout is not None:  # pyright: ignore[reportUnnecessaryComparison] - closed by the caller
            sys.stdout.flush()
    return DONE


def _demonstration(options: argparse.Namespace, clock: Clock) -> None:
    made = demonstration.make(
        options.dossier, options.personnes, options.annee, options.graine, clock, tell=_tell
    )
    several = "s" if options.personnes > 1 else ""
    print(f"Démonstration prête, avec {options.personnes} personne{several} inventée{several}.")
    print(f"Coffre : {made.vault}")
    print(f"Phrase de passe (publique, jamais pour de vraies personnes) : {demonstration.PASSPHRASE}")
    for path in made.files:
        print(f"Fichier : {path}")
    if made.code is not None:
        print(f"Code de la personne du brouillon : {made.code}")


def _statistiques(options: argparse.Namespace, clock: Clock) -> None:
    """True figures, on a terminal only: they could make somebody known, and a file is kept."""
    if options.au < options.du:
        raise Failure("La période finit avant de commencer : inversez --du et --au. Rien n’a été écrit.")
    if not _is_terminal():
        raise Failure(
            "Ces chiffres sont exacts et peuvent faire reconnaître quelqu’un : ils ne s’affichent que sur un"
            " terminal. Pour un fichier à transmettre, utilisez « publier » ; rien n’a été écrit."
        )
    period = Period(options.du, options.au)
    with _opened(options, clock) as opened:
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


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()  # pyright: ignore[reportUnnecessaryComparison] - closed by the caller


def _publier(options: argparse.Namespace, clock: Clock) -> None:
    _check_folder(options.vers)
    outgoing.check_place(options.vers)
    with _opened(options, clock) as opened:
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


def _rapport(options: argparse.Namespace, clock: Clock) -> None:
    _check_folder(options.vers)
    outgoing.check_place(options.vers)
    with _opened(options, clock) as opened:
        opened.publications.check()
        for path in renewing.write(opened, options.annee, options.vers):
            print(f"Fichier : {path}")


def _journal_publications(options: argparse.Namespace, clock: Clock) -> None:
    with _opened(options, clock) as opened:
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


def _ordonnance(options: argparse.Namespace, clock: Clock) -> None:
    if options.vers.suffix.lower() != ".pdf":
        raise Failure(
            f"« {options.vers.name} » ne finit pas par .pdf. Donnez un tel nom ; aucun fichier n’a été écrit."
        )
    outgoing.check_place(options.vers.parent)
    with _opened(options, clock) as opened:
        situation = outgoing.situation_for_draft(opened, options.personne)
        draft = outgoing.draft(opened, situation, clock().date())
        outgoing.leave_about_order(opened, Departure.ORDONNANCE, options.vers, draft, situation)
    print(f"Brouillon : {options.vers}")


_FAULTS_SHOWN = 20


def _importer(options: argparse.Namespace, clock: Clock) -> None:
    if options.corriger is not None:
        outgoing.check_place(options.corriger.parent)
    table = incoming.read(options.tableau)
    columns = matched(table.header)
    checked = check(table, columns, clock().date())
    with _opened(options, clock) as opened:
        imports = opened.imports
        found = doubts(checked.reading.entries, imports.persons(), imports.digests())
        _tell_checked(checked, found, imports.of_file(table.digest) is not None)
        if options.corriger is not None and checked.reading.faults:
            outgoing.leave(opened, Departure.CORRECTION, options.corriger, checked.to_correct())
            print(f"Lignes à corriger : {options.corriger}")
        if not options.appliquer:
            print("Essai seulement : rien n’a été enregistré. Ajoutez --appliquer pour importer.")
            return
        if not checked.reading.entries:
            raise Failure("Aucune ligne ne peut être importée ; rien n’a été enregistré.")
        steps = imports.apply(table.digest, checked.reading.entries, {each.line: each for each in found})
        print(f"Lignes importées : {sum(1 for _ in steps)}.")


def _tell_checked(checked: Checked, found: Sequence[Doubt], known: bool) -> None:
    reading, table = checked.reading, checked.table
    print(
        f"Lignes lues : {len(table.lines)} ; comprises : {len(reading.entries)} ; "
        f"à corriger : {reading.faulty_lines}."
    )
    for label, count in reading.totals():
        print(f"  {label} : {count}")
    if reading.undated:
        print(f"Sans date d’accueil, donc dans aucune période : {reading.undated}.")
    if checked.unmatched:
        print(f"Colonnes non reconnues, laissées de côté : {' ; '.join(checked.unmatched)}.")
    if table.other_sheets:
        print("Ce classeur a d’autres feuilles : seule la première est lue.")
    if known:
        print("Ce même fichier a déjà été importé.")
    for doubt in found:
        print(f"Ligne {doubt.line} : {doubt.sentence}.")
    for fault in reading.faults[:_FAULTS_SHOWN]:
        print(f"Ligne {fault.line}, colonne « {fault.column} » : {fault.expected}", file=sys.stderr)
    if len(reading.faults) > _FAULTS_SHOWN:
        print(
            f"… et {len(reading.faults) - _FAULTS_SHOWN} autres ; --corriger FICHIER.xlsx les écrit toutes.",
            file=sys.stderr,
        )


def _dictionnaire(options: argparse.Namespace, _clock: Clock) -> None:
    told = dictionary()
    if options.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for form in told:
        print(f"\n{form['libelle'].upper()}  ({form['formulaire']})")
        for field in form["champs"]:
            print("\n".join(_field_lines(field, "  ")))


def _sauvegarder(options: argparse.Namespace, clock: Clock) -> None:
    safeguards.check_place(options.coffre, options.dossier)
    with _opened(options, clock) as opened:
        print(safeguards.told_made(safeguards.back_up(opened, options.dossier)))


def _restaurer(options: argparse.Namespace, clock: Clock) -> None:
    restored = restoration.restore(
        options.fichier, options.dossier.absolute(), _passphrase(options), clock, options.utilisateur
    )
    print(safeguards.told_restored(restored))


def _verifier(options: argparse.Namespace, clock: Clock) -> None:
    if options.coffre.suffix == SUFFIX and options.coffre.is_file():
        print(safeguards.verified(options.coffre, _passphrase(options), clock, options.utilisateur))
        return
    vault.users(options.coffre)
    verified = vault.verify(options.coffre, _passphrase(options), clock, options.utilisateur)
    if verified.damages:
        raise Failure(
            f"Le coffre est abîmé : {', '.join(verified.damages[:5])}. Restaurez la dernière sauvegarde ; "
            "ne supprimez pas ce dossier."
        )
    print(
        "Coffre sain : fichier des clefs, base, index de recherche et comptage. "
        f"Personnes : {verified.persons}."
    )


def _attaquer(options: argparse.Namespace, _clock: Clock) -> None:
    found = received.attacked(options.fichiers, dict(options.lectrice))
    for each in found:
        print(each.sentence)
    if found:
        raise Failure(f"À déduire de ces publications : {len(found)}. Ne les diffusez pas ensemble.")
    print("Rien à déduire : aucun effectif de 1 à moins que le seuil ne peut être calculé, ni prouvé.")


def _consolider(options: argparse.Namespace, _clock: Clock) -> None:
    _check_folder(options.dossier)
    made = received.add_up(options.dossier, options.vers, options.postes)
    print(f"Publications additionnées : {len(made.members)}.")
    print(f"Fichiers : {options.vers}, et {options.vers.with_suffix('.json').name} à côté")
    for sentence in made.told:
        _tell(sentence)
    if made.told:
        raise Failure(f"À vérifier, et écrit aussi dans le fichier : {len(made.told)}.")


_COMMANDS: dict[str, tuple[str, Command]] = {
    "demonstration": ("fabriquer un coffre de démonstration et ses documents", _demonstration),
    "statistiques": ("afficher les chiffres exacts d’une période, sur un terminal seulement", _statistiques),
    "publier": ("clore une période et écrire ses fichiers anonymisés", _publier),
    "rapport": ("écrire le rapport de renouvellement d’une année publiée", _rapport),
    "journal-publications": ("lister ce qui a été publié, et vérifier le registre", _journal_publications),
    "ordonnance": ("écrire le brouillon d’ordonnance de protection d’une personne", _ordonnance),
    "importer": ("importer un tableau des années passées ; sans --appliquer, un essai", _importer),
    "dictionnaire": ("décrire chaque formulaire, question et réponse", _dictionnaire),
    "sauvegarder": ("faire une sauvegarde vérifiée d’un coffre", _sauvegarder),
    "restaurer": ("refaire un coffre d’une sauvegarde ; ce qui était là est gardé à côté", _restaurer),
    "attaquer": ("chercher ce qu’un lecteur déduirait de publications", _attaquer),
    "consolider": ("additionner les publications de plusieurs postes", _consolider),
    "verifier": ("vérifier un coffre, ou une sauvegarde comme si on la restaurait", _verifier),
}


def _parser() -> FrenchParser:
    parser = FrenchParser(
        prog="permanence",
        description="Sans commande, ouvre la fenêtre (avec COFFRE : sur ce coffre).",
    )
    commands = parser.add_subparsers(title="commandes", metavar="COMMANDE", required=True)
    for name, (told, command) in _COMMANDS.items():
        sub = commands.add_parser(name, help=told, description=f"{told[0].upper()}{told[1:]}.")
        sub.set_defaults(command=command)
        _ARGUMENTS[name](sub)
    return parser


def _demonstration_arguments(parser: FrenchParser) -> None:
    parser.add_argument("dossier", metavar="DOSSIER", type=Path, help="dossier nouveau ou vide")
    add = parser.options.add_argument
    add("--personnes", metavar="N", type=_number(1, 20_000), default=323, help="nombre de personnes (323)")
    add("--annee", metavar="AAAA", type=_number(1990, 2100), default=2012, help="année des accueils (2012)")
    add("--graine", metavar="N", type=int, default=1, help="même graine, mêmes personnes (1)")


def _statistiques_arguments(parser: FrenchParser) -> None:
    _vault_arguments(parser)
    add = parser.options.add_argument
    add("--du", metavar="AAAA-MM-JJ", type=_day, required=True, help="premier jour de la période")
    add("--au", metavar="AAAA-MM-JJ", type=_day, required=True, help="dernier jour de la période")


def _publier_arguments(parser: FrenchParser) -> None:
    _vault_arguments(parser)
    add = parser.options.add_argument
    add("--annee", metavar="AAAA", type=_number(1990, 2100), required=True, help="année à publier")
    add("--trimestre", metavar="N", type=_number(1, 3), help="1, 2 ou 3 ; le quatrième vient avec l’année")
    add("--vers", metavar="DOSSIER", type=Path, required=True, help="où écrire les fichiers")
    add("--seuil", metavar="N", type=_threshold, help="6 ou 11, pour toute l’année (6)")
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


def _rapport_arguments(parser: FrenchParser) -> None:
    _vault_arguments(parser)
    add = parser.options.add_argument
    add("--annee", metavar="AAAA", type=_number(1990, 2100), required=True, help="année publiée")
    add("--vers", metavar="DOSSIER", type=Path, required=True, help="où écrire le rapport")


def _ordonnance_arguments(parser: FrenchParser) -> None:
    _vault_arguments(parser)
    add = parser.options.add_argument
    add("--personne", metavar="CODE", required=True, help="code de la personne, par exemple VE8-NKY")
    add("--vers", metavar="FICHIER.pdf", type=Path, required=True, help="fichier à écrire")


def _importer_arguments(parser: FrenchParser) -> None:
    _vault_arguments(parser)
    parser.add_argument("tableau", metavar="TABLEAU", type=Path, help="fichier XLSX, ODS ou CSV")
    add = parser.options.add_argument
    add("--appliquer", action="store_true", help="enregistrer les lignes comprises dans le coffre")
    add("--corriger", metavar="FICHIER.xlsx", type=Path, help="où écrire les lignes à corriger")


def _dictionnaire_arguments(parser: FrenchParser) -> None:
    parser.options.add_argument("--json", action="store_true", help="en JSON")


def _attaquer_arguments(parser: FrenchParser) -> None:
    parser.add_argument(
        "fichiers",
        metavar="FICHIER",
        type=Path,
        nargs="+",
        help="publication.json d’une ou plusieurs périodes",
    )
    parser.options.add_argument(
        "--lectrice",
        metavar="VARIABLE=RÉPONSE",
        type=_answer,
        action="append",
        default=[],
        help="une réponse d’une personne comptée, qui lit ; à répéter pour chaque variable",
    )


def _consolider_arguments(parser: FrenchParser) -> None:
    parser.add_argument(
        "dossier", metavar="DOSSIER", type=Path, help="où sont les publication.json des postes"
    )
    add = parser.options.add_argument
    add(
        "--vers",
        metavar="FICHIER.xlsx",
        type=Path,
        required=True,
        help="tableur à écrire, avec le même en JSON",
    )
    add("--postes", metavar="LISTE", type=Path, help="les postes attendus, un nom par ligne")


def _answer(text: str) -> tuple[str, str]:
    code, equals, category = text.partition("=")
    if not (code and equals and category):
        raise argparse.ArgumentTypeError(f"« {text[:_DIGITS]} » n’est pas VARIABLE=RÉPONSE")
    return code, category


def _sauvegarder_arguments(parser: FrenchParser) -> None:
    _vault_arguments(parser)
    parser.add_argument("dossier", metavar="DOSSIER", type=Path, help="où écrire la sauvegarde")


def _restaurer_arguments(parser: FrenchParser) -> None:
    parser.add_argument("fichier", metavar="FICHIER", type=Path, help="sauvegarde à restaurer")
    parser.add_argument(
        "dossier", metavar="DOSSIER", type=Path, help="dossier du coffre, ou nouveau, ou vide"
    )
    _opening_arguments(parser)


def _verifier_arguments(parser: FrenchParser) -> None:
    parser.add_argument(
        "coffre", metavar="COFFRE|FICHIER", type=Path, help="dossier du coffre, ou sauvegarde"
    )
    _opening_arguments(parser)


def _vault_arguments(parser: FrenchParser) -> None:
    parser.add_argument("coffre", metavar="COFFRE", type=Path, help="dossier du coffre")
    _opening_arguments(parser)


def _opening_arguments(parser: FrenchParser) -> None:
    add = parser.options.add_argument
    add("--utilisateur", metavar="NOM", help="qui ouvre, si le coffre a plusieurs utilisateurs")
    add("--phrase-stdin", action="store_true", help="lire la phrase de passe sur l’entrée standard")


_ARGUMENTS: dict[str, Callable[[FrenchParser], None]] = {
    "demonstration": _demonstration_arguments,
    "statistiques": _statistiques_arguments,
    "publier": _publier_arguments,
    "rapport": _rapport_arguments,
    "journal-publications": _vault_arguments,
    "ordonnance": _ordonnance_arguments,
    "importer": _importer_arguments,
    "dictionnaire": _dictionnaire_arguments,
    "sauvegarder": _sauvegarder_arguments,
    "restaurer": _restaurer_arguments,
    "attaquer": _attaquer_arguments,
    "consolider": _consolider_arguments,
    "verifier": _verifier_arguments,
}


_DIGITS = 20
"""Of a number that is read or quoted; Python refuses, in English, those of thousands."""


def _number(least: int, most: int) -> Callable[[str], int]:
    def convert(text: str) -> int:
        if not text.isdecimal() or len(text) > _DIGITS or not least <= int(text) <= most:
            given = text if len(text) <= _DIGITS else f"{text[:_DIGITS]}…"
            raise argparse.ArgumentTypeError(f"indiquez un nombre entre {least} et {most}, pas « {given} »")
        return int(text)

    return convert


def _threshold(text: str) -> int:
    if text not in map(str, THRESHOLDS):
        raise argparse.ArgumentTypeError(f"indiquez 6 ou 11, pas « {text[:_DIGITS]} »")
    return int(text)


def _day(text: str) -> date:
    """A whole date, in either writing: a day said otherwise would be guessed."""
    for writing in ("%Y-%m-%d", "%d/%m/%Y"):
        with contextlib.suppress(ValueError):
            return datetime.strptime(text, writing).date()
    raise argparse.ArgumentTypeError(f"« {text[:_DIGITS]} » n’est pas une date ; exemple : 2012-01-31")


def _opened(options: argparse.Namespace, clock: Clock) -> Vault:
    vault.users(options.coffre)
    return vault.open_vault(options.coffre, _passphrase(options), clock, options.utilisateur)


_LONGEST_LINE = 1 << 16


def _passphrase(options: argparse.Namespace) -> str:
    if options.phrase_stdin:
        if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison] - closed by the caller
            raise Failure(
                "L’entrée standard est fermée : donnez-y la phrase de passe, ou ôtez --phrase-stdin."
            )
        line = sys.stdin.buffer.readline(_LONGEST_LINE)
        return line.decode("utf-8-sig", errors="replace").rstrip("\r\n")  # PowerShell puts a mark first
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass("Phrase de passe : ")
    except (getpass.GetPassWarning, EOFError):
        raise Failure(
            "Pas de terminal où taper la phrase de passe : "
            "donnez-la sur l’entrée standard avec --phrase-stdin."
        ) from None


def _is_there(path: str) -> bool:
    """A path that the system does not even look up is not there, nor is an empty one."""
    try:
        return bool(path) and Path(path).exists()
    except (OSError, ValueError):
        return False


def _give_up_output() -> None:
    """Nothing more is written where writing failed, not even by the interpreter as it ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _sentence(error: OSError) -> str:
    if error.errno == errno.ENAMETOOLONG:
        return "Ce chemin est trop long. Choisissez-en un plus court ; aucun fichier n’a été écrit."
    if error.errno == errno.ENOSPC:
        return "Plus de place là où écrire ce qui est à dire. Libérez-en, ou envoyez la sortie ailleurs."
    return "Le système a refusé de lire ou d’écrire. Vérifiez les chemins et les droits, puis recommencez."


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        why = "est un fichier, pas un dossier" if folder.exists() else "n’existe pas"
        raise Failure(
            f"« {folder} » {why}. Créez un dossier ou choisissez-en un autre ; aucun fichier n’a été écrit."
        )


def _field_lines(field: dict[str, Any], indent: str) -> list[str]:
    marks = [str(field["type"])]
    marks += ["obligatoire"] if field["obligatoire"] else []
    marks += ["compté"] if field["compte"] else []
    marks += ["retiré"] if field["retire"] else []
    lines = [f"{indent}{field['code']} — {field['libelle']} [{', '.join(marks)}]"]
    if field["condition"]:
        lines.append(f"{indent}    demandé si {field['condition']}")
    lines += _option_lines(field.get("options", []), f"{indent}    ")
    for each in field.get("element", {}).get("champs", []):
        lines += _field_lines(each, f"{indent}    ")
    return lines


def _option_lines(options: list[dict[str, Any]], indent: str) -> list[str]:
    lines: list[str] = []
    for option in options:
        lines.append(f"{indent}{option['code']} : {option['libelle']}")
        lines += _option_lines(option.get("options", []), f"{indent}    ")
    return lines


def _tell(sentence: str) -> None:
    with contextlib.suppress(OSError):
        print(sentence, file=sys.stderr, flush=True)
