"""What a paper for a professional says of how to reach her: the rules agreed, and what they allow."""

from collections.abc import Iterator

from exports.pages import Line, Part, Prose, given
from models.contact import safe_contact
from models.fields import OUI, Answers
from models.forms import personne

_BY_CHANNEL = (
    (("appel", "sms"), personne.TELEPHONE),
    (("courriel",), personne.COURRIEL),
    (("tiers",), personne.TIERS_DE_CONFIANCE),
)


def reaching(person: Answers) -> Iterator[Part]:
    """The rules first; a number or an e-mail only where its channel is safe; never her address."""
    for number, sentence in enumerate(safe_contact(person)):
        yield Prose(sentence, strong=number == 0)
    if person[personne.ACCORD_CONTACT] != OUI.code:
        yield Prose("Aucun moyen de la joindre n’est donné ici : passez par le service qui oriente.")
        return
    channels = person.codes(personne.CANAUX_SURS)
    for allowed, field in _BY_CHANNEL:
        if channels.intersection(allowed) and (answer := given(person, field)):
            yield Line(field.label, answer)
