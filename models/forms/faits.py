"""What is asked of one fact: when, where, what happened, who saw it, and what proves it."""

from models.fields import (
    ChoiceField,
    Form,
    LinksField,
    ListField,
    MultiChoiceField,
    Option,
    Section,
    TextField,
    VagueDateField,
)

DERNIER, PLUS_GRAVE, PREMIER, HABITUEL = "dernier", "plus_grave", "premier", "habituel"

REPERE = TextField(code="repere", label="Repère", internal=True)
RANG = ChoiceField(
    code="rang",
    label="Ce fait est",
    hint="Le plus récent d’abord, puis le plus grave, le premier, et ce qui se répète.",
    options=(
        Option(DERNIER, "Le plus récent"),
        Option(PLUS_GRAVE, "Le plus grave"),
        Option(PREMIER, "Le premier"),
        Option(HABITUEL, "Ce qui se répète"),
        Option("autre", "Un autre fait"),
    ),
)
DATE_FAIT = VagueDateField(
    code="date_fait",
    label="Quand",
    hint="Comme la personne le dit, sans deviner : 12/03/2024, mars 2024, l’été dernier.",
    past_only=True,
)
LIEU = TextField(code="lieu", label="Où")
RECIT = TextField(
    code="recit",
    label="Ce qui s’est passé",
    hint="Ses mots, à la première personne.",
    lines=6,
    hers=True,
)
RAPPELS = MultiChoiceField(
    code="rappels",
    label="A-t-elle pensé à tout dire ?",
    hint="Facultatif : cochez ce que ce fait comporte, et complétez le récit si elle le veut.",
    options=(
        Option("enfants", "Enfants présents"),
        Option("blessures", "Blessures, soins"),
        Option("armes", "Arme ou objet"),
        Option("menaces_de_mort", "Menaces de mort"),
        Option("strangulation", "Étranglement"),
        Option("sexuelles", "Violences sexuelles"),
        Option("grossesse", "Pendant une grossesse"),
        Option("sequestration", "Empêchée de sortir"),
        Option("controle", "Contrôle, surveillance"),
        Option("papiers", "Argent, papiers ou téléphone pris"),
        Option("poursuite", "Suivie, harcelée"),
        Option("animaux", "Animal menacé ou blessé"),
        Option("suicide", "Il menace de se tuer"),
        Option("alcool", "Alcool, stupéfiants"),
        Option("police", "Police ou secours venus"),
    ),
)
TEMOINS = TextField(code="temoins", label="Témoins", hint="Qui a vu, entendu, ou à qui elle l’a raconté.")
PIECE = TextField(code="piece", label="Pièces à l’appui", hint="Leurs numéros.", retired=True)
PIECES_FAIT = LinksField(code="pieces_liees", label="Pièces qui le montrent", to="pieces")

FAIT = Form(
    code="fait",
    label="Fait",
    sections=(Section("Fait", (REPERE, RANG, DATE_FAIT, LIEU, RECIT, RAPPELS, TEMOINS, PIECE, PIECES_FAIT)),),
)
FAITS = ListField(
    code="faits",
    label="Faits",
    hint="Un seul suffit pour commencer ; le brouillon les met dans l’ordre.",
    item=FAIT,
    noun="un fait",
)
