"""Every question that the forms ask."""

import argparse
import json
from typing import Any

from models.dictionary import dictionary
from storage.vault import Clock
from ui.command_line.command import Command
from ui.command_line.parser import FrenchParser


def _dictionnaire_arguments(parser: FrenchParser) -> None:
    parser.options.add_argument("--json", action="store_true", help="en JSON")


def _dictionnaire(options: argparse.Namespace, _clock: Clock) -> None:
    told = dictionary()
    if options.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for form in told:
        print(f"\n{form['libelle'].upper()}  ({form['formulaire']})")
        for field in form["champs"]:
            print("\n".join(_field_lines(field, "  ")))


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


COMMANDS = (
    Command(
        "dictionnaire",
        "décrire chaque formulaire, question et réponse",
        _dictionnaire_arguments,
        _dictionnaire,
    ),
)
