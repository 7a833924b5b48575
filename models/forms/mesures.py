"""The measures that a judge may order: the law's own words, what each calls for, what is asked of it."""

from dataclasses import dataclass
from datetime import date

from models.conditions import when
from models.fields import (
    AnyField,
    LinksField,
    MultiChoiceField,
    NumberField,
    Option,
    Section,
    TextField,
    YesNoField,
)

TEXTE_A_JOUR_AU = date(2025, 1, 31)
"""The day at which the words of the law were read; to be checked against Légifrance before each release."""

DISSIMULATION = "dissimulation_domicile"
"""6° of article 515-11: the address must then appear nowhere."""
VIE_COURANTE = "domiciliation_vie_courante"
"""6° bis of article 515-11: by itself it does not let the request leave the address out."""
BRACELET, CONTACT, LIEUX = "bracelet", "interdiction_contact", "interdiction_lieux"
SORTIE_TERRITOIRE = "sortie_territoire"

_515_10, _515_11 = ("art. 515-10", date(2019, 12, 30)), ("art. 515-11", date(2024, 6, 15))
_515_11_1, _515_13 = ("art. 515-11-1", date(2020, 8, 1)), ("art. 515-13", date(2024, 6, 15))


@dataclass(frozen=True)
class Mesure:
    """One measure: its ``numero`` and short words, those of the ``texte`` of the law and where they stand.

    ``juge`` is what the judge must name or give reasons for; ``precision``, what the request should say
    of it, empty when there is nothing to add. Without a text it was not read, and is said so.
    """

    code: str
    numero: str
    label: str
    juge: str
    precision: str = ""
    texte: str = ""
    article: str = ""
    en_vigueur: date | None = None


def _mesure(
    code: str,
    numero: str,
    label: str,
    texte: str,
    juge: str,
    precision: str = "",
    lu: tuple[str, date] = _515_11,
) -> Mesure:
    return Mesure(code, numero, label, juge, precision, texte, *lu)


LISTE = (
    _mesure(
        CONTACT,
        "1°",
        "Interdire à la partie défenderesse de recevoir ou de rencontrer certaines"
        " personnes, et d’entrer en relation avec elles, de quelque façon que ce soit",
        "Interdire à la partie défenderesse de recevoir ou de rencontrer certaines personnes"
        " spécialement désignées par le juge aux affaires familiales, ainsi que d’entrer en relation"
        " avec elles, de quelque façon que ce soit",
        "Le juge désigne chaque personne : nommez-les, enfants compris.",
        "Les personnes à protéger : elle, ses enfants, ses proches.",
    ),
    _mesure(
        LIEUX,
        "1° bis",
        "Interdire à la partie défenderesse de se rendre dans certains lieux où la"
        " partie demanderesse se trouve de façon habituelle",
        "Interdire à la partie défenderesse de se rendre dans certains lieux spécialement désignés par"
        " le juge aux affaires familiales dans lesquels se trouve de façon habituelle la partie"
        " demanderesse",
        "Le juge désigne chaque lieu, et l’ordonnance remise à l’autre partie les écrit.",
        "Des lieux qu’il connaît déjà ; pour les autres, voyez avec l’avocat comment les désigner sans les"
        " nommer.",
    ),
    _mesure(
        "interdiction_armes",
        "2°",
        "Interdire à la partie défenderesse de détenir ou de porter une arme",
        "Interdire à la partie défenderesse de détenir ou de porter une arme ; Lorsque l’ordonnance de"
        " protection édicte la mesure prévue au 1°, la décision de ne pas interdire la détention ou le port"
        " d’arme est spécialement motivée",
        "Si le 1° est accordé, le juge qui refuse le 2° doit le motiver spécialement.",
        "Quelle arme, déclarée ou non, y compris celle de son métier.",
    ),
    _mesure(
        "remise_armes",
        "2° bis",
        "Ordonner à la partie défenderesse de remettre ses armes à la police ou à la gendarmerie",
        "Ordonner à la partie défenderesse de remettre au service de police ou de gendarmerie le plus"
        " proche du lieu de son domicile les armes dont elle est détentrice",
        "Le juge doit savoir quelles armes sont à remettre.",
        "Quelles armes, et où elles sont.",
    ),
    _mesure(
        "prise_en_charge",
        "2° ter",
        "Proposer à la partie défenderesse une prise en charge sanitaire, sociale"
        " ou psychologique, ou un stage de responsabilisation",
        "Proposer à la partie défenderesse une prise en charge sanitaire, sociale ou psychologique ou un"
        " stage de responsabilisation pour la prévention et la lutte contre les violences au sein du"
        " couple et sexistes. En cas de refus de la partie défenderesse, le juge aux affaires familiales"
        " en avise immédiatement le procureur de la République",
        "En cas de refus de l’autre partie, le juge en avise le procureur.",
        "Alcool, soins, stage : ce qui serait utile.",
    ),
    _mesure(
        "logement_epoux",
        "3°",
        "Époux : statuer sur la résidence séparée et attribuer le logement conjugal",
        "Statuer sur la résidence séparée des époux. La jouissance du logement conjugal est attribuée,"
        " sauf ordonnance spécialement motivée justifiée par des circonstances particulières, au"
        " conjoint qui n’est pas l’auteur des violences, et ce même s’il a bénéficié d’un hébergement"
        " d’urgence. Dans ce cas, la prise en charge des frais afférents peut être à la charge du"
        " conjoint violent",
        "Ne pas lui attribuer le logement doit être spécialement motivé, même si elle a été hébergée en"
        " urgence.",
        "Qui reste dans le logement, et qui paie le loyer ou le crédit.",
    ),
    _mesure(
        "animal",
        "3° bis",
        "Attribuer à la partie demanderesse la jouissance de l’animal de compagnie du foyer",
        "Attribuer à la partie demanderesse la jouissance de l’animal de compagnie détenu au sein du foyer",
        "L’animal doit être détenu au foyer.",
        "Quel animal, et où il est.",
    ),
    _mesure(
        "logement_pacs_concubins",
        "4°",
        "Partenaires de PACS ou concubins : attribuer le logement commun",
        "Se prononcer sur le logement commun de partenaires liés par un pacte civil de solidarité ou de"
        " concubins. La jouissance du logement commun est attribuée, sauf ordonnance spécialement"
        " motivée justifiée par des circonstances particulières, au partenaire lié par un pacte civil de"
        " solidarité ou au concubin qui n’est pas l’auteur des violences, et ce même s’il a bénéficié"
        " d’un hébergement d’urgence. Dans ce cas, la prise en charge des frais afférents peut être à la"
        " charge du partenaire ou concubin violent",
        "Ne pas lui attribuer le logement doit être spécialement motivé, même si elle a été hébergée en"
        " urgence.",
        "Qui reste dans le logement, et qui paie le loyer ou le crédit.",
    ),
    _mesure(
        "autorite_parentale",
        "5°",
        "Se prononcer sur l’autorité parentale, le droit de visite et d’hébergement,"
        " les contributions aux charges et à l’entretien des enfants",
        "Se prononcer sur les modalités d’exercice de l’autorité parentale et, au sens de l’article"
        " 373-2-9, sur les modalités du droit de visite et d’hébergement, ainsi que, le cas échéant, sur"
        " la contribution aux charges du mariage pour les couples mariés, sur l’aide matérielle au sens"
        " de l’article 515-4 pour les partenaires d’un pacte civil de solidarité et sur la contribution"
        " à l’entretien et à l’éducation des enfants ; Lorsque l’ordonnance de protection édicte la"
        " mesure prévue au 1° du présent article, la décision de ne pas ordonner l’exercice du droit de"
        " visite dans un espace de rencontre désigné ou en présence d’un tiers de confiance est"
        " spécialement motivée",
        "Si le 1° est accordé, un droit de visite sans espace de rencontre ni tiers de confiance doit être"
        " spécialement motivé.",
        "Autorité parentale, résidence, droit de visite (espace de rencontre, tiers), montant demandé.",
    ),
    _mesure(
        DISSIMULATION,
        "6°",
        "Autoriser à dissimuler le domicile et à élire domicile chez l’avocat ou"
        " auprès du procureur de la République",
        "Autoriser la partie demanderesse à dissimuler son domicile ou sa résidence et à élire domicile"
        " chez l’avocat qui l’assiste ou la représente ou auprès du procureur de la République près le"
        " tribunal judiciaire pour toutes les instances civiles dans lesquelles elle est également"
        " partie. Si, pour les besoins de l’exécution d’une décision de justice, le commissaire de"
        " justice chargé de cette exécution doit avoir connaissance de l’adresse de cette personne,"
        " celle-ci lui est communiquée, sans qu’il puisse la révéler à son mandant",
        "Le juge peut refuser : l’adresse est alors communiquée à l’autre partie qui la demande (art."
        " 1136-8 du code de procédure civile).",
    ),
    _mesure(
        VIE_COURANTE,
        "6° bis",
        "Autoriser à dissimuler le domicile et à élire domicile, pour la vie"
        " courante, chez une personne morale qualifiée",
        "Autoriser la partie demanderesse à dissimuler son domicile ou sa résidence et à élire domicile"
        " pour les besoins de la vie courante chez une personne morale qualifiée",
        "Il faut l’accord de la personne morale qualifiée.",
        "Quelle association accepte son courrier ; si elle révèle la ville, voyez avec l’avocat.",
    ),
    _mesure(
        "aide_juridictionnelle",
        "7°",
        "Prononcer l’admission provisoire à l’aide juridictionnelle",
        "Prononcer l’admission provisoire à l’aide juridictionnelle des deux parties ou de l’une d’elles"
        " en application du premier alinéa de l’article 20 de la loi n° 91-647 du 10 juillet 1991"
        " relative à l’aide juridique",
        "L’avocat commis d’office est payé même sans condition de ressources (loi n° 91-647, art. 19-1).",
    ),
    _mesure(
        "audiences_separees",
        "Art. 515-10",
        "Entendre les parties séparément",
        "A la demande de la partie demanderesse, les auditions se tiennent séparément.",
        "Il suffit de le demander.",
        lu=_515_10,
    ),
    _mesure(
        "personnes_morales_qualifiees",
        "Art. 515-11",
        "Transmettre ses coordonnées à une personne morale qualifiée, qui l’accompagnera",
        "Le cas échéant, le juge présente à la partie demanderesse une liste des personnes morales"
        " qualifiées susceptibles de l’accompagner pendant toute la durée de l’ordonnance de protection."
        " Il peut, avec son accord, transmettre à la personne morale qualifiée les coordonnées de la"
        " partie demanderesse, afin qu’elle la contacte.",
        "Seulement avec son accord.",
    ),
    _mesure(
        BRACELET,
        "Art. 515-11-1",
        "Interdire à la partie défenderesse de s’approcher, avec un bracelet anti-rapprochement",
        "Lorsque l’interdiction prévue au 1° de l’article 515-11 a été prononcée, le juge aux affaires"
        " familiales peut prononcer une interdiction de se rapprocher de la partie demanderesse à moins"
        " d’une certaine distance qu’il fixe et ordonner, après avoir recueilli le consentement des deux"
        " parties, le port par chacune d’elles d’un dispositif électronique mobile anti-rapprochement"
        " permettant à tout moment de signaler que la partie défenderesse ne respecte pas cette"
        " distance.",
        "Il faut le 1° et l’accord des deux parties ; six mois au plus.",
        "La situation familiale, matérielle et sociale de chacun : la requête doit en joindre les"
        " éléments (art. 1136-16 à 1136-18 du code de procédure civile).",
        _515_11_1,
    ),
    _mesure(
        SORTIE_TERRITOIRE,
        "Art. 515-13",
        "Interdire temporairement la sortie du territoire de la personne menacée de mariage forcé",
        "Il peut également ordonner, à sa demande, l’interdiction temporaire de sortie du territoire de"
        " la personne menacée. Cette interdiction de sortie du territoire est inscrite au fichier des"
        " personnes recherchées par le procureur de la République.",
        "Seulement à sa demande, et contre un mariage forcé.",
        "Pays et date redoutés, passeport.",
        _515_13,
    ),
    Mesure(
        "sortie_territoire_enfants",
        "À vérifier avec l’avocat",
        "Interdire la sortie du territoire des enfants",
        "Le texte applicable n’a pas été relu ici : vérifiez avec l’avocat comment la demander.",
        "Quels enfants, et ce qui fait craindre un départ.",
    ),
)
"""Every measure of article 515-11, in its order, then those of the articles around it."""

MARIAGE_FORCE = (
    CONTACT,
    "interdiction_armes",
    "remise_armes",
    DISSIMULATION,
    "aide_juridictionnelle",
    "audiences_separees",
    SORTIE_TERRITOIRE,
)
"""The only measures that can be asked against a forced marriage (Code civil, art. 515-13)."""

MESURES = MultiChoiceField(
    code="mesures",
    label="Mesures demandées",
    hint="Douze mois au plus (art. 515-12). Chaque mesure appelle un fait, et une pièce si possible.",
    options=tuple(Option(each.code, f"{each.numero} — {each.label}") for each in LISTE),
)

CONTENUS = {
    each.code: TextField(
        code=f"contenu_{each.code}",
        label=f"{each.numero} : contenu précis",
        hint=each.precision,
        relevant=when(MESURES, each.code),
        lines=2,
    )
    for each in LISTE
    if each.precision
}
"""By measure, what is asked precisely; nothing for those where there is nothing to add."""

FAITS_APPUIS = {
    each.code: LinksField(
        code=f"faits_{each.code}",
        label=f"{each.numero} : faits à l’appui",
        relevant=when(MESURES, each.code),
        to="faits",
    )
    for each in LISTE
}
PIECES_APPUIS = {
    each.code: LinksField(
        code=f"pieces_{each.code}",
        label=f"{each.numero} : pièces à l’appui",
        relevant=when(MESURES, each.code),
        to="pieces",
    )
    for each in LISTE
}

BRACELET_DISTANCE = NumberField(
    code="bracelet_distance",
    label="Distance d’alerte, en kilomètres",
    hint="De 1 à 10 ; la pré-alerte se fait au double.",
    relevant=when(MESURES, BRACELET),
    minimum=1,
    maximum=10,
)
BRACELET_ACCORD = YesNoField(
    code="bracelet_accord",
    label="Accepte le bracelet anti-rapprochement",
    hint="Le juge doit recueillir l’accord des deux parties.",
    relevant=when(MESURES, BRACELET),
)


def _questions(mesure: Mesure) -> tuple[AnyField, ...]:
    own = (BRACELET_DISTANCE, BRACELET_ACCORD) if mesure.code == BRACELET else ()
    said = (CONTENUS[mesure.code],) if mesure.code in CONTENUS else ()
    return (*said, *own, FAITS_APPUIS[mesure.code], PIECES_APPUIS[mesure.code])


SECTIONS = {
    each.code: Section(f"{each.numero} — {each.label}", _questions(each), hint=each.juge) for each in LISTE
}
"""By measure, what is asked of it once it is wanted."""
