"""What the search for a hidden address finds in spoken and short forms, and what it leaves alone.

The needles are counted in a text as the draft counts them; a few whole drafts check the rest.
"""

import pytest

from exports.dossier import Dossier
from exports.folding import Haystack
from exports.ordonnance import draft
from exports.secrets import secrets, told_by
from models.failure import Failure
from models.fields import Address, Answers, AnyField
from models.forms import accueil, ordonnance
from tests import dossiers
from tests.dossiers import CONCEALED, TODAY, ordered

TYPICAL = Address("8 rue Jean Jaurès", "Bâtiment C, 3e étage", "93200", "Saint-Denis")


def knowing(
    address: Address | None = None, *, child: dict[str, object] | None = None, **person: object
) -> Dossier:
    """The dossier of a person who lives there, and has this child, and these answers."""
    who = dossiers.person(**({"adresse": address or Address("12")} | person))
    situation = dossiers.intake(enfants=(dossiers.child(**child),) if child else ())
    return Dossier(who, situation, CONCEALED.evaluation, CONCEALED.ordonnance)


def told(dossier: Dossier, said: str, field: AnyField = ordonnance.DANGER) -> set[str]:
    """The kinds of secret that these words would tell."""
    return {secret.kind for secret in told_by(secrets(dossier), field, Haystack(said))}


def at(street: str = "", *, town: str = "", postal_code: str = "") -> Dossier:
    return knowing(Address(street, "", postal_code, town))


@pytest.mark.parametrize(
    ("street", "telling", "innocent"),
    [
        ("5 rue de la République", "rue République", "le procureur de la République"),
        ("5 rue de la République", "au 5 République", "cinq mots sur la République"),
        ("5 rue de la République", "r. République", "un air de république"),
        ("5 bd de Strasbourg", "bvd de Strasbourg", "il part au boulevard"),
        ("5 boulevard Davout", "blvd davout", "un boulevard"),
        ("5 boulevard Davout", "boul. davout", "un boulevard"),
        ("2 rue du Général Leclerc", "rue du gal Leclerc", "en général"),
        ("2 rue du Gén. Leclerc", "rue du général leclerc", "en général"),
        ("2 rue du Général Leclerc", "rue Leclerc", "dans la rue, en général"),
        ("2 rue du Général de Gaulle", "rue de Gaulle", "dans la rue, en général"),
        ("4 avenue du Maréchal Foch", "avenue du mal Foch", "j’ai mal, il me fait mal"),
        ("4 av. du Mal Foch", "avenue du maréchal foch", "j’ai mal, il me fait mal"),
        ("1 rue Notre-Dame-des-Champs", "rue N.D. des Champs", "notre dame de compagnie"),
        ("1 rue Notre-Dame", "rue ND", "notre voisine, une dame"),
        ("1 place du Colonel Fabien", "pce du col. Fabien", "le col de ma veste"),
        ("1 rue du Commandant Rivière", "rue du cdt riviere", "une rivière"),
        ("1 rue du Lieutenant Ricard", "rue du lt ricard", "le lieutenant de police"),
        ("1 faubourg Poissonnière", "fbg poissonniere", "un faubourg"),
        ("1 impasse Baudran", "imp. baudran", "une impasse"),
        ("1 quai Voltaire", "qu. voltaire", "je crois qu’il était sur le quai"),
        ("8 rue Jean Jaurès", "rue J. Jaurès", "Jean est venu"),
        ("8 rue Jean Jaurès", "rue Jaurès", "Jean est venu dans la rue"),
        ("8 rue Jean Jaurès", "près de J. Jaurès", "j’ai peur"),
        ("8 rue Jean Jaurès", "au 8 jaurès", "le 8 mars"),
        ("12 bis rue de la République", "au 12 bis République", "il est parti, bis repetita"),
        ("3 place du Général de Gaulle", "place Charles de Gaulle", "en général"),
        ("3 place du Général de Gaulle", "au 3 de Gaulle", "en général"),
        ("8 r. J. Jaurès", "boulevard Jean Jaurès", "j’ai peur"),
        ("8 rue Anatole France", "rue A. France", "à France Travail"),
        ("8 rue Saint-Denis", "rue saint denis", "en Seine-Saint-Denis"),
        ("8 rue Victor Hugo", "rue V. Hugo", "Victor crie dans la rue"),
        ("8 rue Jean-Baptiste Clément", "rue J.-B. Clément", "Jean a été clément"),
        ("8 rue Kléber", "huit rue Kléber", "huit jours plus tard"),
        ("8 rue Kléber", "8 kléber", "à 8 heures"),
        ("8 rue Kléber", "au huit kléber", "huit jours plus tard"),
        ("5 rue du 4 Septembre", "rue du Quatre-Septembre", "dans la rue le 4 septembre"),
        ("5 rue du 4 Septembre", "rue 4 septembre", "dans la rue, le 4 septembre"),
        ("5 rue du Huit-Mai 1945", "rue du 8 mai", "dans la rue le 8 mai"),
        ("5 rue du 1er Mai", "rue du premier mai", "le 1er mai, dans la rue"),
        ("5 rue des Œillets-Sauvages", "rue des Œillets", "il a volé des œillets"),
    ],
)
def test_a_street_is_found_in_short_and_spoken(street: str, telling: str, innocent: str) -> None:
    assert told(at(street), f"Je vis {telling}, maintenant.")
    assert not told(at(street), f"Il crie : {innocent}, maintenant.")


@pytest.mark.parametrize(
    ("town", "telling", "innocent"),
    [
        ("Ivry-sur-Seine", "à Ivry", "ivre tous les soirs"),
        ("Ivry-sur-Seine", "à ivry", "ivre tous les soirs"),
        ("Ivry-sur-Seine", "une amie d’ivry", "au bord de la Seine"),
        ("Ivry s/ Seine", "à ivry", "au bord de la Seine"),
        ("Ivry/Seine", "Ivry-sur-Seine", "au bord de la Seine"),
        ("Aix-en-Provence", "Aix", "en Provence"),
        ("Aix-en-Provence", "vers aix", "vers dix heures"),
        ("Ivry", "elle vit à ivry", "elle vit avec lui"),
        ("Dax", "vers dax", "vers dix heures"),
        ("Nice", "vers nice", "un tour à pied"),
        ("Tours", "elle vit à tours", "il fait des tours dans le quartier"),
        ("Eu", "à Eu", "elle a eu peur"),
        ("Sens", "vers Sens", "une rue à sens unique"),
        ("Boulogne-Billancourt", "à boulogne", "au bois"),
        ("Le Mans", "au mans", "il ment"),
        ("Menton", "à menton", "un coup au menton, il est maçon"),
        ("Vitré", "à Vitré", "il a cassé la vitre"),
        ("Mai-en-Multien", "à Mai-en-Multien", "depuis le mois de mai"),
        ("Romans-sur-Isère", "à romans", "il lit des tas de romans"),
        ("L’Île-Saint-Denis", "à l’île saint denis", "à l’île d’Yeu, en Seine-Saint-Denis"),
        ("La Garde", "à La Garde", "la garde à vue, la garde des enfants"),
        ("Bois-le-Roi", "bois le roi", "un coup de bois, à bois"),
        ("Nuits-Saint-Georges", "à Nuits-Saint-Georges", "des nuits sans dormir"),
        ("Bar-le-Duc", "bar le duc", "il traîne de bar en bar"),
        ("Saint-Denis", "à st denis", "en Seine-Saint-Denis"),
        ("Belfort", "vers belfort", "le Territoire de Belfort"),
        ("Paris 18e", "je suis dans le 18e", "au 18e étage, le 18 mars"),
        ("Paris 18e", "dans le 18ème arrondissement", "pour la 18e fois"),
        ("Paris 18", "18e arr.", "il est 18 heures"),
        ("Paris 18", "dans le XVIIIe", "il est 18 heures"),
        ("Paris XVIIIe", "à Paris", "une comparaison"),
        ("Paris", "au dix-huitième", "dix-huit mois"),
        ("Paris 3e arrondissement", "dans le 3ème", "au 3e étage, le 3e mois, le 3e enfant"),
        ("Paris 1er", "dans le 1er arrondissement", "le 1er mars, la première fois"),
    ],
)
def test_a_town_is_found_in_short_and_spoken(town: str, telling: str, innocent: str) -> None:
    dossier = at(town=town, postal_code="75018" if town == "Paris" else "")
    assert told(dossier, f"Je suis allée {telling}.") == {"l’adresse (ville)"}
    assert not told(dossier, f"Il m’a dit : {innocent}.")


@pytest.mark.parametrize("said", ["93 300", "93300", "F-93300", "93.300"])
def test_a_postal_code_is_found_in_pieces(said: str) -> None:
    assert told(at(postal_code="93300"), said) == {"l’adresse (code postal)"}


@pytest.mark.parametrize("said", ["le 93", "en Seine-Saint-Denis", "le département 93", "le Val-de-Marne"])
def test_a_department_is_not_an_address(said: str) -> None:
    assert not told(at(town="Saint-Denis", postal_code="93200"), f"J’ai vécu dans {said}, puis ailleurs.")


@pytest.mark.parametrize(
    ("answer", "telling", "innocent"),
    [
        ("mairie de sevran", "à sevran", "la mairie"),
        ("école jules ferry", "près de Jules Ferry", "l’école"),
        ("école primaire publique jules ferry", "jules ferry", "l’école primaire publique"),
        ("école jean moulin de bondy", "à bondy", "l’école, le moulin"),
        ("école jean moulin de bondy", "à jean moulin", "l’école, le moulin"),
        ("crèche des petits loups", "les loups", "la crèche des petits"),
        ("lycée professionnel marcel sembat à sevran", "à marcel sembat", "le lycée professionnel"),
        ("lycée professionnel marcel sembat à sevran", "vers sevran", "le lycée professionnel"),
        ("hôpital de montfermeil", "à montfermeil", "à l’hôpital de jour"),
        ("sa tante à montreuil", "vers Montreuil", "sa tante"),
        ("collège henri barbusse", "à henri barbusse", "le collège"),
        ("hôtel de france", "à l’hôtel de france", "la France, France Travail"),
        ("Foyer des Jeunes Femmes", "au foyer des jeunes femmes", "le foyer, une jeune femme"),
        ("école saint-joseph", "à saint-joseph", "l’école, près de la place Saint-Michel"),
        ("École Saint-Joseph", "à saint joseph", "l’école, près de la place Saint-Michel"),
        ("Hôpital Rémi", "à l’hôpital Rémi", "Rémi, à l’hôpital"),
        ("chez sa mère Fatima Kestrel", "Fatima Kestrel", "chez sa mère"),
    ],
)
def test_a_free_answer_in_small_letters_is_found_without_its_noun(
    answer: str, telling: str, innocent: str
) -> None:
    for dossier in (knowing(child={"ecole": answer}), knowing(employeur=answer)):
        assert told(dossier, f"Il m’attend {telling}.")
        assert not told(dossier, f"Il est venu devant {innocent}.")


@pytest.mark.parametrize(
    ("e_mail", "telling"),
    [
        ("lunableue77@exemple.invalid", "lunableue77"),
        ("prune.mirabelle@exemple.invalid", "@prune_mirabelle"),
        ("eloise.utopin@exemple.invalid", None),
        ("e.utopin93@exemple.invalid", None),
        ("eloiseutopin@exemple.invalid", None),
        ("contact@exemple.invalid", None),
        ("prune@exemple.invalid", None),
    ],
)
def test_what_stands_before_the_at_sign_is_found(e_mail: str, telling: str | None) -> None:
    dossier = knowing(courriel=e_mail)
    local = e_mail.partition("@")[0]
    assert "une adresse électronique" in told(dossier, e_mail)
    assert bool(told(dossier, f"Il m’écrit sur {telling or local}.")) is (telling is not None)


@pytest.mark.parametrize("more", ["Hôtel de France", "Résidence Éloïse", "Centre Nord", "Grand Jardin"])
def test_a_complement_made_of_ordinary_words_is_found_whole(more: str) -> None:
    dossier = knowing(Address("12", more))
    assert told(dossier, f"Je dors {more.lower()}.") == {"l’adresse (complément)"}
    assert not told(dossier, "Éloïse est venue de France, au nord, avec un grand sac ; il est au centre.")


# What is no secret.


@pytest.mark.parametrize(
    ("answer", "innocent", "telling"),
    [
        ("chez sa mère Fatima Utopin", "Mme Utopin est venue", "chez Fatima Utopin"),
        ("Rémi Maquettier", "Rémi Maquettier m’a frappée", None),
        ("M. Maquettier", "M. Maquettier m’a frappée", None),
        ("son père, Rémi", "son père, Rémi, crie", None),
        ("chez Mme Éloïse Utopin", "Mme Éloïse Utopin a porté plainte", None),
        ("avec Théo Maquettier", "Théo Maquettier a tout vu", None),
    ],
)
def test_the_names_of_the_parties_and_of_the_children_are_no_secret(
    answer: str, innocent: str, telling: str | None
) -> None:
    dossier = knowing(child={"lieu_de_vie": answer})
    assert not told(dossier, innocent)
    assert telling is None or told(dossier, telling)


def test_a_town_that_bears_a_name_of_theirs_is_told_by_its_preposition() -> None:
    dossier = knowing(Address(town="Maquettier"))
    assert not told(dossier, "Rémi Maquettier m’a suivie, Maquettier crie.")
    assert told(dossier, "Je dors à Maquettier.") == {"l’adresse (ville)"}


@pytest.mark.parametrize(
    "answer",
    [
        "domicile conjugal",
        "au domicile conjugal",
        "garde alternée",
        "en garde partagée",
        "aide-soignante",
        "aide à domicile",
        "caissière",
        "agent d’entretien",
        "femme de ménage",
        "auxiliaire de vie",
        "agente d’accueil à mi-temps",
        "préfecture",
        "Préfecture de police",
        "commissariat",
        "Tribunal judiciaire",
        "gendarmerie",
        "CAF",
        "France Travail",
        "CPAM",
        "Mission locale",
        "assistante maternelle",
        "la personne reçue",
        "l’autre parent",
        "chez son père, une semaine sur deux",
        "placée à l’ASE",
        "famille d’accueil",
        "pas encore scolarisé",
        "en arrêt maladie",
    ],
)
def test_a_profession_or_an_office_is_no_secret_by_itself(answer: str) -> None:
    for dossier in (knowing(child={"lieu_de_vie": answer}), knowing(employeur=answer)):
        assert not told(dossier, f"Il est venu : {answer}. Il a crié.")
    assert told(knowing(employeur=f"{answer}, à Sevran"), "Je vais à Sevran.")


ORDINARY = (
    "Il m’a poussée contre le mur de la cuisine et m’a serré le bras.",
    "Je suis descendue dans la rue, il m’a suivie jusqu’à l’arrêt de bus.",
    "J’ai mal au dos depuis le 8 mars, le médecin a compté huit jours d’ITT.",
    "Le 8, Jean, son frère, est venu chercher ses affaires.",
    "Il a tapé dans la porte du bâtiment, puis au 3e étage.",
    "C’est la 3e fois que la police intervient au domicile conjugal.",
    "J’ai déposé plainte au commissariat, puis à la gendarmerie.",
    "Plainte transmise au procureur de la République.",
    "Le juge aux affaires familiales a fixé une garde alternée.",
    "Il a dit qu’il me tuerait si je partais avec les enfants.",
    "En général il boit le soir, et il crie dès qu’il rentre.",
    "Ma mère et ma sœur m’ont hébergée deux semaines.",
    "Il m’attendait à la sortie de l’école, devant la grille.",
    "Le maire de la commune connaît la situation.",
    "Il surveille mon téléphone et mes comptes, la CAF a été prévenue.",
    "Je travaille à temps partiel, comme aide-soignante, à l’hôpital.",
    "J’ai peur qu’il vienne me chercher à la crèche.",
    "Il a jeté mes papiers dans le jardin, devant les voisins.",
    "Il m’a envoyé 28 messages dans la nuit du 8 au 9 mars.",
    "Il connaît mon adresse et mes horaires.",
    "Il a menacé de mettre le feu à la maison.",
    "La voisine du dessous a entendu les cris et a appelé le 17.",
    "Elle a eu peur, elle a mis un meuble devant la porte.",
    "Je me sens suivie dans la rue, dans tous les sens.",
    "Il prend la route la nuit, il est ivre.",
    "Il fait le tour du quartier en voiture.",
    "Une amie m’a accompagnée à la préfecture, en Seine-Saint-Denis.",
    "Le conseil départemental du 93 m’a aidée, et l’assistante sociale du secteur.",
    "Il a cassé la vitre, le canapé et la table du salon.",
    "Depuis la séparation, en janvier 2026, il m’a frappée trois fois.",
    "Mon fils a 8 ans et ma fille 3 ans ; ils ont tout vu.",
    "L’avocate a demandé un bracelet et une interdiction de contact.",
    "Il possède un fusil de chasse, rangé à la cave.",
    "J’ai dormi dans ma voiture, place du marché, sans rien.",
    "Il m’a retrouvée chez sa mère, il était avec son frère.",
    "Rémi Maquettier est revenu avec un couteau.",
    "Je suis allée à la mission locale, puis à France Travail.",
    "Il a vidé le compte commun, 1 200 € le 4 septembre.",
    "Le certificat de l’unité médico-judiciaire décrit des ecchymoses.",
    "Il dit que je suis une mauvaise mère, que personne ne me croira.",
    "Il a déposé une main courante contre moi, par vengeance.",
    "Le premier fait remonte au mariage, en 2014.",
    "J’ai changé de numéro, il l’a obtenu par une cousine.",
    "Le père de Théo ne paie pas la pension.",
)
"""Sentences such as these narratives are made of."""

LIVING = {
    "Saint-Denis": (TYPICAL, "Collège Henri Barbusse", "femme de ménage"),
    "Paris": (
        Address("12 bis rue du 4 Septembre", "", "75002", "Paris 2e"),
        "école jules ferry",
        "caissière",
    ),
    "Ivry": (
        Address("3 rue du Mal Foch", "chez Mme Kestrel", "94200", "Ivry-sur-Seine"),
        "maternelle",
        "CAF",
    ),
    "Tours": (Address("40 place de la Paix", "", "37000", "Tours"), "crèche des petits loups", "préfecture"),
    "La Garde": (
        Address("8 chemin de la Source", "", "83130", "La Garde"),
        "lycée du coin",
        "aide à domicile",
    ),
    "Bois-le-Roi": (Address("8 av. de Gaulle", "", "77590", "Bois-le-Roi"), "mairie de sevran", "hôpital"),
}


@pytest.mark.parametrize("where", LIVING)
def test_an_ordinary_narrative_can_be_printed(where: str) -> None:
    address, school, work = LIVING[where]
    dossier = knowing(address, child={"ecole": school, "lieu_de_vie": "domicile conjugal"}, employeur=work)
    blocked = {said: told(dossier, said) for said in ORDINARY}
    assert not {said: kinds for said, kinds in blocked.items() if kinds}
    assert draft(ordered({"danger": "\n".join(ORDINARY)}, dossier), TODAY).startswith(b"%PDF")
    with pytest.raises(Failure):
        draft(ordered({"danger": f"Je vis {address.street}."}, dossier), TODAY)


# The other party's own address, and the court's town.


HERS = Address("7 rue Kléber", "Bâtiment C", "93100", "Montreuil")


@pytest.mark.parametrize(
    ("his", "together", "kept"),
    [
        (Address("9 rue Kléber", "", "93100", "Montreuil"), "non", True),
        (Address("9 rue du Port", "", "93100", "Montreuil"), "non", True),
        (Address("rue Kléber", "", "93100", "Montreuil"), "non", False),
        (HERS, "non", False),
        (HERS, "oui", True),
    ],
)
def test_his_own_address_may_be_in_her_street_or_under_the_same_roof(
    his: Address, together: str, kept: bool
) -> None:
    answers: dict[str, object] = {"defendeur_adresse": his, "cohabitation": together}
    dossier = ordered(answers, knowing(HERS))
    if kept:
        assert draft(dossier, TODAY).startswith(b"%PDF")
    else:
        with pytest.raises(Failure, match=r"rue\) \(« "):
            draft(dossier, TODAY)
    for said in ("Je vis à Montreuil.", "Il est venu rue Kléber."):
        with pytest.raises(Failure, match="Danger"):
            draft(ordered(answers | {"danger": said}, knowing(HERS)), TODAY)


@pytest.mark.parametrize(
    ("said", "allowed"),
    [
        ("Me Durand, avocate au barreau de Bobigny", True),
        ("procureur de la République de Bobigny", True),
        ("Procureure de la République près le tribunal judiciaire de Bobigny", True),
        ("parquet de Bobigny", True),
        ("tribunal judiciaire (Bobigny)", True),
        ("cour d’appel de Bobigny", True),
        ("Bobigny", True),
        ("chez ma sœur à Bobigny", False),
        ("Me Durand, barreau de Paris, chez ma sœur à Bobigny", False),
        ("Me Durand, barreau de Bobigny ; je vis chez ma sœur à Bobigny", False),
        ("au parquet, chez moi à Bobigny", False),
    ],
)
def test_where_domicile_is_elected_the_town_is_the_court_s(said: str, allowed: bool) -> None:
    dossier = at(town="Bobigny")
    assert bool(told(dossier, said, ordonnance.ELECTION_PRECISIONS)) is not allowed
    answers = ordered({"election_precisions": said}, dossier)
    if allowed:
        assert draft(answers, TODAY).startswith(b"%PDF")
    else:
        with pytest.raises(Failure, match=r"ville\) \(« .+ », « Avocat, ou tribunal"):
            draft(answers, TODAY)


# Violence in the family, outside the couple.

FAMILY = tuple(
    code for code in accueil.PROBLEMATIQUE.labels if code.partition(".")[0] == "violences_familiales"
)


def in_the_family(code: str, union: str | None = None, **intake: object) -> Dossier:
    situation = dossiers.intake(problematique=code, **({"lien": None} | intake))
    order = Answers(ordonnance.FORM, {**dossiers.ORDER, "union": union})
    return Dossier(CONCEALED.personne, situation, CONCEALED.evaluation, order)


@pytest.mark.parametrize("code", FAMILY)
def test_violence_in_the_family_without_any_link_is_refused(code: str) -> None:
    assert len(FAMILY) > 3
    for unanswered in (None, "non_renseigne"):
        with pytest.raises(Failure, match=r"art. 515-9 .+ Autres voies : plainte ou main courante"):
            draft(in_the_family(code, unanswered, lien=unanswered), TODAY)


@pytest.mark.parametrize(
    "dossier",
    [
        in_the_family("violences_familiales.droit_de_visite", "ancien_mariage"),
        in_the_family("violences_familiales", lien="ex"),
        in_the_family("violences_familiales", problematiques_associees=frozenset({"violences_couple"})),
        in_the_family("violences_couple.ex_conjoint"),
    ],
)
def test_a_link_or_violence_in_the_couple_lets_the_order_be_asked(dossier: Dossier) -> None:
    assert draft(dossier, TODAY).startswith(b"%PDF")
