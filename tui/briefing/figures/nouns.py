"""Nouns: singular and plural forms, and the closed classes of words that end a noun phrase."""

from __future__ import annotations

from functools import lru_cache

from briefing.figures.data_tables import load_table

_SINGULAR_ENDS = (
    "ss",
    "us",
    "sis",
    "itis",
    "xis",
    "oris",
    "polis",
    "ennis",
    "bris",
    "pelvis",
    "cannabis",
    "his",
    "this",
)
_STOP_TEXT = """
a an the this that these those my your his her its our their some any no every each either neither both
all such another what which who whom whose where when why how whether if because although though while
until unless since as than so but nor yet of in on at by for with from to into onto upon over under above
below between among amid against along across after before during without within through throughout toward
towards via per about around beyond behind beside besides despite except inside outside near off out up
down back away ahead apart aside together i you he she it we they me him us them myself himself herself
itself themselves is are was were be been being am has have had having do does did done will would shall
should can could may might must not never only just also too very even still already again then there here
now soon ever once often always perhaps maybe rather quite however therefore meanwhile instead otherwise
moreover furthermore said says say told tells according including like came come comes went go goes gone
got get gets made make makes took take takes gave give gives kept left began become became seem seems
seemed show shows showed shown rose fell grew gained lost dropped jumped climbed increased decreased
plunged slid slipped sank surged soared plummeted tumbled died killed ended started opened closed attended
voted agreed believe believed think thought know knew want wanted need needed expect expected hit beat won
led finished scored played ran broke set sold bought paid cost costs priced estimated worth equals plus
minus times fold yes hence thus respectively apiece ago later earlier else almost nearly approximately
roughly allows includes means remains needs requires offers provides uses gives holds keeps brings follows
happens appears becomes begins continues contains exists works thanks adds asks wants knows thinks believes
seeks sees tells writes proves reveals confirms indicates reflects puts sits stands gets lets helps
hopes argues claims suggests represents belongs involves aims expects downstairs upstairs upstream
offshore onshore because ranging ranges rising falling using making taking leaving bringing giving
compared versus vs ltd inc corp
""".split()
STOP = frozenset(_STOP_TEXT)
"""Words that no noun phrase goes across."""

_MEN = frozenset({"specimen", "regimen", "abdomen", "acumen"})
_ENDINGS = (
    ("ies", "y"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("sses", "ss"),
    ("xes", "x"),
    ("zzes", "zz"),
    ("oes", "o"),
)
_NEVER_PLURAL = frozenset(
    "its his hers ours yours theirs was is has does as us this thus yes plus times says".split()
)


@lru_cache(maxsize=1)
def _exceptions() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    """Irregular plurals with their singular; nouns without a plural form; words in -s that are none."""
    data = load_table("nouns.toml")
    return data["irregular"], frozenset(data["same"]), frozenset(data["keep"])


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """Return the singular of a lower-case noun; the word itself where it is no plural."""
    irregular, same, keep = _exceptions()
    if word in irregular:
        return irregular[word]
    if word in same or word in keep or len(word) < 3 or word.endswith(_SINGULAR_ENDS):
        return word
    if (tail := _irregular_tail(word)) is not None:
        return word.removesuffix(tail) + irregular[tail]
    for ending, replacement in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + replacement
    return _without_ending(word)


def _without_ending(word: str) -> str:
    """ "Policemen", "women", "barrels": the endings that most plurals have."""
    if word.endswith("men") and len(word) > 4 and word not in _MEN:
        return word[:-3] + "man"
    if word.endswith("women"):
        return word[:-5] + "woman"
    return word[:-1] if word.endswith("s") and not word.endswith("'s") else word


def plural(noun: str) -> str:
    """Return the regular plural of a lower-case noun."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("man") and noun not in {"human", "german", "roman", "ottoman", "shaman", "talisman"}:
        return noun[:-3] + "men"
    return noun + "s"


@lru_cache(maxsize=1)
def _irregular_plurals() -> dict[str, str]:
    plurals: dict[str, str] = {}
    for several, one in _exceptions()[0].items():
        plurals.setdefault(one, several)
    return plurals


def counted_plural(noun: str) -> str:
    """Return the plural of any lower-case noun: "people", "aircraft", "bombs"."""
    if is_uninflected(noun):
        return noun
    return _irregular_plurals().get(noun) or plural(noun)


_COMPOUNDED = ("children", "people", "wives", "teeth", "geese", "knives", "wolves", "shoes", "mice")
"""Irregular plurals that close longer nouns: "schoolchildren", "townspeople", "midwives"."""
_UNINFLECTED_TAILS = ("folk", "fish", "sheep")
"""Uninflected plurals that close longer nouns: "menfolk", "jellyfish"."""


def _irregular_tail(word: str) -> str | None:
    return next((tail for tail in _COMPOUNDED if word.endswith(tail)), None)


def is_uninflected(low: str) -> bool:
    """True for a noun that counts without a plural form ("36,000 staff")."""
    return low in _exceptions()[1] or (len(low) > 5 and low.endswith(_UNINFLECTED_TAILS))


def is_classical_plural(low: str) -> bool:
    """True for a plural of Latin or Greek form, which may describe another noun: "media interviews"."""
    return low.endswith(_CLASSICAL_ENDS) and low in _exceptions()[0]


_CLASSICAL_ENDS = ("a", "ae", "i")


@lru_cache(maxsize=8192)
def is_plural(low: str) -> bool:
    """True for a word that looks like a plural noun."""
    irregular, same, keep = _exceptions()
    if low in irregular or low in same or _irregular_tail(low) is not None or is_uninflected(low):
        return True
    if low in keep or low in _NEVER_PLURAL or low in STOP or len(low) < 3:
        return False
    if low.endswith("men"):
        return singular(low) != low
    return low.endswith("s") and not low.endswith(_SINGULAR_ENDS) and not low.endswith("'s")
