"""Long texts begin where they belong and go on at the end of the document, with a pointer to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from exports.pages import Given, Narrative, Part, Prose, Section

LONGEST = 2_400
"""Characters; a longer text is continued."""
KEPT_IN_PLACE = 1_500
"""Characters at most of what then stays in its place."""

_ENDS = ("\n", ". ", " ! ", " ? ", " ; ", " ")


@dataclass
class _Annexes:
    """What was put aside so far."""

    found: list[Section] = field(default_factory=list[Section])

    def add(self, title: str, rest: Given) -> str:
        letter = _letter(len(self.found))
        self.found.append(Section(f"Annexe {letter} — suite de « {title} »", (Narrative(rest),)))
        return letter


def annexed(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The same sections, each long narrative cut at the end of a sentence, then its continuations."""
    aside = _Annexes()
    body = tuple(Section(each.title, tuple(_shortened(each, aside))) for each in sections)
    return (*body, *aside.found)


def _shortened(section: Section, aside: _Annexes) -> Iterator[Part]:
    named = section.title
    for part in section.parts:
        if isinstance(part, Prose) and part.strong:
            named = part.text
        if isinstance(part, Narrative) and part.answer and len(part.answer.text) > LONGEST:
            kept, rest = _cut(part.answer.text)
            letter = aside.add(named, Given(part.answer.field, rest))
            yield Narrative(Given(part.answer.field, kept))
            yield Prose(f"La suite de ce texte est en annexe {letter}, à la fin du document.", note=True)
        else:
            yield part


def _cut(text: str) -> tuple[str, str]:
    """Two pieces that make the text again, the first one ending with a sentence if it can."""
    for end in _ENDS:
        at = text.rfind(end, KEPT_IN_PLACE // 3, KEPT_IN_PLACE)
        if at >= 0:
            return text[: at + len(end)].rstrip(), text[at + len(end) :].lstrip()
    return text[:KEPT_IN_PLACE], text[KEPT_IN_PLACE:]


def _letter(number: int) -> str:
    """``A`` to ``Z``, then ``AA``."""
    whole, rest = divmod(number, 26)
    return (_letter(whole - 1) if whole else "") + chr(ord("A") + rest)
