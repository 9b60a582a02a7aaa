"""One way of writing for what can be typed in many: the rules see one minus, one blank, one kind of digit.

`straighten` gives the text of a line as the rules read it, with the place of each of its characters
in the article, so that what is found there is still shown as it stands. Most lines hold none of the
signs in question and cost no more than looking for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import NamedTuple

from briefing.figures.nouns import STOP, is_plural
from briefing.figures.number import NUMBER_WORDS
from briefing.text.clean import INVISIBLE as _NEVER_SEEN


class Straightened(NamedTuple):
    """Text as the rules read it; character `k` of it stands at `starts[k]` to `ends[k]` in the article."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


INVISIBLE = _NEVER_SEEN + "\u200c\u200d"
"""Zero-width characters, with the joiners that only some scripts need."""

Edit = tuple[int, int, str]
"""Half-open place in the text, and what is read there instead."""

_SIGNS = ("&", "*", "_", "[", "$(", "€(", "£(", "\n>", "-\n", " - ", "`", "</", "<b", "\\\n")
"""Where none of these and of the signs below stands, a line is read as it is."""
_BLANKS = "\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
_OTHER_SIGNS = re.compile(f"[{INVISIBLE}{_BLANKS}‐‑–−\uff04-\uff5a\uffe0-\uffe6]")
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys(_BLANKS, "\u00a0"),
        **dict.fromkeys("‐‑", "-"),
        **{chr(0xFEE0 + ord(sign)): sign for sign in "$%+-.0123456789"},
        "\uffe0": "¢", "\uffe1": "£", "\uffe5": "¥", "\uffe6": "₩",
    }
)  # fmt: skip
_UNSEEN = re.compile(f"[{INVISIBLE}]+")
_MINUS = re.compile(r"""(?:^|(?<=[\s(\["“]))[–−](?=[$€£¥]?\.?\d)""")
_TYING_DASH = re.compile(r"(?<=\d)–(?=[a-z])|\b([A-Za-z]{3,9})–(?=([a-z]+))")
_CLOSING_DASH = re.compile(r"[^–.!?]{1,120}\S–(?:[\s,;.]|$)")
_WIDE_COMMA = re.compile("(?<=[0-9])\uff0c(?=[0-9]{3})")
_EMPHASIS = (
    re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])[^*]{1,80}(?<=\S)(\1)(?![\w*])"),
    re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])[^_]{1,80}(?<=\S)(\1)(?!\w)"),
)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d{0,2});")
_CODE = re.compile(r"(?<!`)(`)[^`\n]{1,80}(`)(?!`)")
_TAG = re.compile(
    r"<(?:/?(?:abbr|b|big|code|em|font|i|mark|small|span|strong|time|u)(?:\s[^<>]{0,200})?|(br) {0,3}/?)>",
    re.IGNORECASE,
)
"""HTML that only changes how words look, and the end of a line; a raised digit ("10<sup>6</sup>") is not."""
_QUOTED_BREAK = re.compile(r"\n[ \t]*(?:>[ \t]?)+")
_BROKEN_WORD = re.compile(r"(?<!\w)(-?)([a-z]{2,15}|\d{1,9})-[ \t]*\n[ \t]*(?=[a-z])")
_ACCOUNTED = re.compile(r"(?<=[$€£¥])\(\d[\d,.]{0,20}(?<=\d)\)")
_EDITORIAL = re.compile(r"\[([A-Za-z]{3,9})\](?=[\s-])")
_LOOSE_HYPHEN = re.compile(
    r"(?<!\S)(?:an?|the|this|that|its|his|her|their|our|my|every|each|another) "
    r"(?:\d[\d,.]{0,12}|([a-z]{3,9}))( - )([a-z]{3,12}) [a-z]",
    re.IGNORECASE,
)


def straighten(text: str, start: int, end: int) -> Straightened | None:
    """Return `text[start:end]` as the rules read it, or None where that is how it is written.

    One minus sign, hyphen and no-break blank; digits and currency signs of one width; nothing that is
    not seen, no emphasis and no entity; lines that broke inside a figure joined. Linear in the length.
    """
    piece = text[start:end]
    other = not piece.isascii() and _OTHER_SIGNS.search(piece) is not None
    if not other:
        for sign in _SIGNS:
            if sign in piece:
                break
        else:
            return None
    line = Straightened(piece, range(start, end), range(start + 1, end + 1))
    if "&" in piece:
        line = _edited(line, _entities(line.text))
        other = other or not line.text.isascii()
    if other:
        line = _edited(line, ((m.start(), m.end(), "") for m in _UNSEEN.finditer(line.text)))
        same = _WIDE_COMMA.sub(",", line.text.translate(_SAME_LENGTH))
        line = line._replace(text=same)
        line = _edited(line, _minus_signs(line.text))
        line = _edited(line, _tying_dashes(line.text))
    for sign, edits in _PASSES:
        if sign in line.text:
            line = _edited(line, edits(line.text))
    return line


def _edited(line: Straightened, edits: Iterable[Edit]) -> Straightened:
    """The line with each edit made; the new characters of one stand over all that it replaced."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for first, last, new in edits:
        parts += (line.text[at:first], new)
        starts += line.starts[at:first]
        ends += line.ends[at:first]
        starts += [line.starts[first]] * len(new)
        ends += [line.ends[last - 1]] * len(new)
        at = last
    if not at:
        return line
    parts.append(line.text[at:])
    starts += line.starts[at:]
    ends += line.ends[at:]
    return Straightened("".join(parts), starts, ends)


def _entities(text: str) -> Iterator[Edit]:
    """ "&euro;7m", "&nbsp;8&nbsp;million"."""
    for match in _ENTITY.finditer(text):
        sign = unescape(match[0])
        if len(sign) == 1 and (sign.isprintable() or sign.isspace() or sign in INVISIBLE):
            yield match.start(), match.end(), sign


def _minus_signs(text: str) -> Iterator[Edit]:
    """ "–1.1%", "–$4.2m": a dash that nothing stands before and a figure right behind."""
    for match in _MINUS.finditer(text):
        # "The winners –5 of them– were silent": two dashes that hold words between them.
        if not _CLOSING_DASH.match(text, match.end()):
            yield match.start(), match.end(), "-"


def _tying_dashes(text: str) -> Iterator[Edit]:
    """ "A 22–year-old", "the two–year plan": a dash where a number is tied to a word."""
    for match in _TYING_DASH.finditer(text):
        if match[1] is None or (match[1].lower() in NUMBER_WORDS and match[2] not in NUMBER_WORDS):
            yield match.end() - 1, match.end(), "-"


def _emphasis(text: str) -> list[Edit]:
    """ "**$5** million", "_3_ per cent": the marks on both sides go."""
    pairs = [m for pattern in _EMPHASIS for m in pattern.finditer(text)]
    return sorted((m.start(group), m.end(group), "") for m in pairs for group in (1, 2))


def _code(text: str) -> Iterator[Edit]:
    """ "`$5` million"."""
    for match in _CODE.finditer(text):
        yield match.start(1), match.end(1), ""
        yield match.start(2), match.end(2), ""


def _tags(text: str) -> Iterator[Edit]:
    """ "<b>$5</b> million", "$5<br>million"."""
    for match in _TAG.finditer(text):
        yield match.start(), match.end(), " " if match[1] else ""


def _hard_breaks(text: str) -> Iterator[Edit]:
    """ "$5\\" and on the next line "million", as Markdown ends a line."""
    for match in re.finditer(r"\\(?=\n)", text):
        yield match.start(), match.end(), ""


def _quoted_breaks(text: str) -> Iterator[Edit]:
    """ "$10 / > billion": the sign of a quotation that opens each of its lines."""
    for match in _QUOTED_BREAK.finditer(text):
        yield match.start(), match.end(), " "


def _broken_words(text: str) -> Iterator[Edit]:
    """ "mil- / lion" is one word, "six- / member" and "30-year- / old" are tied by their hyphen."""
    for match in _BROKEN_WORD.finditer(text):
        tied = bool(match[1]) or match[2].isdecimal() or match[2] in NUMBER_WORDS
        yield match.end(2), match.end(), "-" if tied else ""


def _accounted(text: str) -> Iterator[Edit]:
    """ "$(4.2) million": in accounts brackets are the minus."""
    for match in _ACCOUNTED.finditer(text):
        yield match.start(), match.start() + 1, "-"
        yield match.end() - 2, match.end(), text[match.end() - 2]


def _editorial(text: str) -> Iterator[Edit]:
    """ "[Ten] years ago": an editor's capital does not change the number."""
    for match in _EDITORIAL.finditer(text):
        if match[1].lower() in NUMBER_WORDS:
            yield match.start(), match.start() + 2, match[1][0]
            yield match.end() - 2, match.end(), match[1][-1]


def _loose_hyphens(text: str) -> Iterator[Edit]:
    """ "The six - member panel": with its article and before another noun, a number is tied to the word."""
    for match in _LOOSE_HYPHEN.finditer(text):
        number, word = match[1], match[3].lower()
        if (number is None or number.lower() in NUMBER_WORDS) and word not in STOP and not is_plural(word):
            yield match.start(2), match.end(2), "-"


_PASSES = (
    ("\\\n", _hard_breaks),
    ("\n>", _quoted_breaks),
    ("-\n", _broken_words),
    ("`", _code),
    ("</", _tags),
    ("<br", _tags),
    ("*", _emphasis),
    ("_", _emphasis),
    ("(", _accounted),
    ("[", _editorial),
    (" - ", _loose_hyphens),
)
"""What is edited, where its sign stands, in this order: emphasis may stand around anything below it."""
