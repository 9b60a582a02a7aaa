"""The language of a text that does not say it: told only where it plainly is not English.

English is what the analyses are made for, so a doubt is English. Script decides where it names one
language; among languages in Latin or Cyrillic letters, the commonest words of each are counted. A text of
names and numbers, or one that mixes languages, proves nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

UNDETERMINED = "und"
"""ISO 639-2 for a language that is not known: here, one that is not English."""

_LOOKED_AT = 2_000
"""Characters from the top that are looked at."""
_FEWEST_WORDS = 10
_FEWEST_COMMON = 4
"""Words that must stand in the text, and different ones of a language among them."""
_LEAST_SHARE = 0.12
_MOST_ENGLISH = 0.04
"""Part of all words that the language's common words make up at least, and the English ones at most."""
_OF_SCRIPT = 0.5
_OF_KANA = 0.05
"""Part of all letters that make a script the text's; of kana among East Asian signs that make Japanese."""

_ENGLISH = """the and that with for from were which this his has have are been said will would their they not
but who by it its be than"""
_COMMON = {
    "de": """der und das von zu mit sich auf für ist im dem nicht ein eine einer einen einem auch werden wird
    aus dass sie nach bei sind noch wie über als des hat haben ich wir aber oder zum zur vom""",
    "fr": """le la les des et du une est que qui dans pour sur pas par plus avec ce cette sont aux il elle
    nous vous été mais ou où leur ses au""",
    "es": """el la los las de que del una con por para es se su lo como más pero sus está fue este esta entre
    ha han también y""",
    "it": """il lo la gli di che del della dei delle nel nella una con per è si non sono ha anche più come
    alla dal questo questa ma e""",
    "pt": """o os de que da dos das uma com por para é se não na em mais como foi ao pelo pela são também
    ser ou e""",
    "nl": """de het een en van dat niet met voor zijn op te aan er ook als bij naar uit nog worden wordt deze
    maar hebben heeft zich""",
    "sv": """och att det som en på är av för med den till inte har om ett var kan från ska så vid efter
    hon""",
    "da": """og det som en på er af med den til ikke har om et var kan fra skal så ved efter hun de blev
    ud være""",
    "no": """og det som en på er av med den til ikke har om et var kan fra skal så ved etter hun ble ut
    være""",
    "fi": """ja ei että oli se hän mutta ovat kun niin myös joka tai jos kuin sen ole ollut mukaan sekä""",
    "pl": """w na z się że nie jest jak przez od po dla ale są oraz który która które był będzie""",
    "cs": """se na je že v z pro ale jako jsou by který která které bylo také podle už ještě""",
    "hu": """az és hogy nem egy ez volt meg csak de már mint vagy után szerint még azt""",
    "ro": """și în de la cu că nu pe din pentru este sunt mai au fost sau dar prin într""",
    "tr": """ve bir bu için ile da de olarak çok daha olan gibi kadar sonra ise en""",
    "ru": """и в не на что с он как это по но из у за от так для же был его или было они""",
    "uk": """і в не на що з він як це та до але із за від для є був його або було вони у""",
    "bg": """и в не на че с той като това за от се да по но са до е към които беше""",
}
"""Words that every text of the language is full of. One that is common in English too is in no list."""
_SCRIPTS = {
    "ko": "\\uac00-\\ud7af\\u1100-\\u11ff",
    "el": "\\u0370-\\u03ff",
    "he": "\\u0590-\\u05ff",
    "th": "\\u0e00-\\u0e7f",
    "ka": "\\u10a0-\\u10ff",
    "hy": "\\u0530-\\u058f",
}
"""Scripts in which one language is written, or nearly so."""
_OTHER_SCRIPTS = "\\u0600-\\u06ff\\u0900-\\u0dff\\u0e80-\\u109f\\u1200-\\u139f\\u1780-\\u17ff"
_CYRILLIC = "\\u0400-\\u04ff"
_EAST_ASIAN = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff"
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text` where it plainly is not English, else None.

    `UNDETERMINED` where its script is that of several languages.
    """
    head = text[:_LOOKED_AT]
    words = _WORD.findall(head)
    letters = "".join(words)
    if not head.isascii() and (told := _by_script(letters)):
        return told
    return _by_words(words) or (
        UNDETERMINED if _count(_CYRILLIC, letters) > _OF_SCRIPT * len(letters) else None
    )


def _by_words(words: list[str]) -> str | None:
    """The language whose commonest words make up enough of `words`, and those of English hardly any."""
    if len(words) < _FEWEST_WORDS:
        return None
    lists = _word_lists()
    # As they are written: in capitals they are parts of names ("Los", "Von").
    if sum(word in lists["en"] for word in words) > _MOST_ENGLISH * len(words):
        return None
    counts = Counter(words)
    hits = {code: sum(counts[word] for word in common) for code, common in lists.items() if code != "en"}
    best = max(hits, key=lambda code: hits[code])
    different = sum(word in counts for word in lists[best])
    return best if hits[best] >= _LEAST_SHARE * len(words) and different >= _FEWEST_COMMON else None


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    return {"en": frozenset(_ENGLISH.split())} | {
        code: frozenset(words.split()) for code, words in _COMMON.items()
    }


def _by_script(letters: str) -> str | None:
    """The language of most `letters` by their script; None where most are Latin or Cyrillic."""
    least = _OF_SCRIPT * len(letters)
    if (signs := _count(_EAST_ASIAN, letters)) > least:
        return "ja" if _count("\\u3040-\\u30ff", letters) > _OF_KANA * signs else "zh"
    for code, script in _SCRIPTS.items():
        if _count(script, letters) > least:
            return code
    return UNDETERMINED if _count(_OTHER_SCRIPTS, letters) > least else None


def _count(script: str, letters: str) -> int:
    return len(letters) - len(_letters_of(script).sub("", letters))


@cache
def _letters_of(script: str) -> re.Pattern[str]:
    return re.compile(f"[{script}]")
