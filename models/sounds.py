"""How a name sounds in French, roughly: two spellings that are heard alike have the same key.

Names are heard before they are seen written: Lefèvre and Lefebvre, Mohamed and Muhammad. The rules are
those usually given for French (mute endings, nasal vowels, ``c`` and ``g`` before ``e``), with the
transcriptions of Arabic, Turkish and Slavic names that a French ear meets; vowels are kept as three
classes. Too many are found rather than too few: they are shown after the exact ones.
"""

import re

_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?<=m)[ae]d$", "ad"),
        (r"^m(?:ou?|u)h?a?m+ad", "momad"),
        (r"(?<=s)(?:ou|u|e)f$", "ef"),
        (r"(?<=qu)es$|(?<=..)e$", "'"),
        (r"oe|ae", "e"),
        (r"ph", "f"),
        (r"tch|tsch|sch|sh|cz|sz|tj", "ch"),
        (r"dj|dzh", "j"),
        (r"kh|q|ck|ch(?=[lr])", "k"),
        (r"ch", "#"),
        (r"gu(?=[eiy])", "!"),
        (r"g(?=[eiy])", "j"),
        (r"!", "g"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"gn", "n"),
        (r"h", ""),
        (r"(?<=e)b(?=vr)", ""),
        (r"(?<=au)l(?=[tdx]s?$)", ""),
        (r"x$", ""),
        (r"x", "ks"),
        (r"ts|z", "s"),
        (r"^ou(?=[aeiy])|w", "v"),
        (r"(?<=[aeiouy])ill(?=[aeiouy'])|(?<=[^aeiouy])ill(?=[aou])", "y"),
        (r"oi|oy|oua", "oa"),
        (r"[ae]in(?=[^aeiouyn]|$)", "in"),
        (r"[ae][nm](?=[^aeiouynm]|$)", "an"),
        (r"[iyu][nm](?=[^aeiouynm]|$)", "in"),
        (r"eau|au|ou|o(?!a)|u", "o"),
        (r"[ae]i|[ae]y|eo|e|y", "i"),
        (r"m(?=[bp])", "n"),
    )
)
_MUTE = re.compile(r"(?<=..)(?:[dts]|(?<=[nm])p)$")
_DOUBLE = re.compile(r"(.)\1+")


def key(word: str) -> str:
    """The key of a word in small letters without accents; empty for a short one, or other signs."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return ""
    sound = word
    for pattern, heard in _RULES:
        sound = pattern.sub(heard, sound)
    sound = _DOUBLE.sub(r"\1", sound)
    while (shorter := _MUTE.sub("", sound)) != sound:
        sound = shorter
    return sound.translate({ord("#"): "ch", ord("'"): None})
