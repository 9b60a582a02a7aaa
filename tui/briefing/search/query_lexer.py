"""Query text cut into tokens: words, phrases, fields, operators, brackets, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from briefing.search.word_places import PER_CENT, places
from briefing.search.word_variants import joined_word

TokenKind = Literal["term", "phrase", "field", "not", "or", "and", "near", "open", "close"]

FIELDS = (
    "title",
    "source",
    "topic",
    "kind",
    "mark",
    "tag",
    "date",
    "figure",
    "unit",
    "name",
    "speaker",
    "quote",
    "in",
)
DISTANCE = 10
"""Words between which `NEAR` holds where it names no number."""
MAX_DISTANCE = 99

QUOTES = '"“”„«»'
_QUOTE = re.compile(f"[{QUOTES}]")
_RUN = re.compile(rf"[^\s(){QUOTES}]+")
_BOUNDS = f"(){QUOTES}"
_OPERATORS: dict[str, TokenKind] = {"OR": "or", "AND": "and", "NEAR": "near", "NOT": "not"}
_CONJUNCTIONS: dict[str, TokenKind] = {"or": "or", "and": "and"}
"""Operators in any other case than the capitals, between two parts that they can join."""
_NEAR = re.compile(r"NEAR/(\d{1,9})")
_FIELD = re.compile(rf"({'|'.join(FIELDS)}):", re.IGNORECASE)
_LIKE_FIELD = re.compile(r"([^\W\d_]{2,20}):(?=[^\s/])")
"""What has the form of a field with a value; an address (`https://`) has not."""
_MISSPELT = range(3, 8)
"""Letters of what may be a misspelt field: two are near to everything."""
_VALUE = re.compile(rf"[^\s{QUOTES}]*")


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a query."""

    kind: TokenKind
    position: int
    end: int
    words: tuple[str, ...] = ()
    """Of a term or phrase, in the form words are compared in; empty where it holds none."""
    star: bool = False
    """True for `begin*`."""
    open_end: bool = False
    """True where the query ends inside its last word, so that typing may go on."""
    joined: str = ""
    """Hyphenated words as one; empty where these are none."""
    problem: str = ""
    """What is wrong with it, in words for the reader; empty where nothing is."""
    problem_at: int = 0
    """Position of the problem in the query."""
    remark: str = ""
    """What the reader is told of it though it is searched; empty where it is plain."""
    remark_end: int = 0
    """Where the part that the remark is about ends."""
    field: str = ""
    """Name of a field, in lower case."""
    value: str = ""
    """What stands behind the field's colon, without quotes."""
    quoted: bool = False
    """True where the field's value stands in quotes."""
    distance: int = 0
    """Of NEAR."""
    literal: bool = False
    """True where it has the form of a field and is none: nobody wrote that as words, so none is misspelt."""


def tokens(query: str) -> list[Token]:
    """Return the tokens of `query` in order. Never raises; linear in its length."""
    found: list[Token] = []
    end = len(query.rstrip())
    at = 0
    while at < len(query):
        char = query[at]
        if char.isspace():
            at += 1
        elif char in QUOTES:
            at = _phrase(query, at, found)
        elif char in "()":
            found.append(Token("open" if char == "(" else "close", at, at + 1))
            at += 1
        elif char == "-" and _negates(query, at, end):
            found.append(Token("not", at, at + 1))
            at += 1
        elif field := _FIELD.match(query, at):
            at = _field(query, field, found)
        else:
            at = _run(query, at, found)
    _read_conjunctions(query, found)
    return _with_per_cent(found)


def _negates(query: str, at: int, end: int) -> bool:
    """Tell whether the minus at `at` leaves something out; one between blanks is a dash.

    `end` is where the query ends but for blanks.
    """
    if at and not (query[at - 1].isspace() or query[at - 1] in _BOUNDS):
        return False
    following = query[at + 1 : at + 2]
    if following == "-":
        return False
    return not following.isspace() or at + 1 == end


def _words(text: str) -> tuple[str, ...]:
    return tuple(place.word for place in places(text))


def _phrase(query: str, at: int, found: list[Token]) -> int:
    """Read the phrase that opens at `at`; return where reading goes on."""
    closing = _QUOTE.search(query, at + 1)
    end = closing.start() if closing else len(query)
    words = _words(query[at + 1 : end])
    problem = ""
    if closing is None:
        problem = "this quote is never closed"
    elif not words:
        problem = "no word between the quotes"
    open_end = closing is None and _ends_in_word(query)
    stop = min(end + 1, len(query))
    found.append(Token("phrase", at, stop, words, open_end=open_end, problem=problem, problem_at=at))
    return end + 1


def _field(query: str, match: re.Match[str], found: list[Token]) -> int:
    """Read a field and its value; return where reading goes on."""
    at, begin, name = match.start(), match.end(), match.group(1).lower()
    if query[begin : begin + 1] and query[begin] in QUOTES:
        closing = _QUOTE.search(query, begin + 1)
        end = closing.start() if closing else len(query)
        value, stop, quoted = query[begin + 1 : end], min(end + 1, len(query)), True
        problem = "" if closing else "this quote is never closed"
        open_end = closing is None and _ends_in_word(query)
    else:
        plain = _VALUE.match(query, begin)
        assert plain is not None, "the pattern takes an empty text"
        value = plain.group()
        if ")" in value and "(" not in value:
            value = value[: value.index(")")]  # the bracket around the field closes here
        stop, quoted, problem = begin + len(value), False, ""
        open_end = stop == len(query) and _ends_in_word(query)
    star = not quoted and value.endswith("*")
    if not value.strip("*").strip():
        problem = problem or f"{name}: needs a value right behind it"
    found.append(
        Token(
            "field", at, stop, _words(value), star, open_end and not star,
            "" if quoted else joined_word(value.rstrip("*")), problem, at,
            field=name, value=value.rstrip("*") if star else value, quoted=quoted,
        )
    )  # fmt: skip
    return max(stop, begin)


def _run(query: str, at: int, found: list[Token]) -> int:
    """Read the run of characters without blank at `at`; return where reading goes on."""
    match = _RUN.match(query, at)
    assert match is not None, "the caller has seen a character that is in a run"
    run, end = match.group(), match.end()
    if run in _OPERATORS:
        found.append(Token(_OPERATORS[run], at, end, distance=DISTANCE))
        return end
    if near := _NEAR.fullmatch(run):
        distance = int(near.group(1))
        problem = "" if 1 <= distance <= MAX_DISTANCE else f"NEAR/ takes 1 to {MAX_DISTANCE}"
        bounded = min(max(distance, 1), MAX_DISTANCE)
        found.append(Token("near", at, end, problem=problem, problem_at=at, distance=bounded))
        return end
    body = run.rstrip("*")
    if not body:
        reason = "a star needs the beginning of a word before it"
        found.append(Token("term", at, end, problem=reason, problem_at=at))
        return end
    first = len(found)
    _pieces(query, at, run, found)
    like = _LIKE_FIELD.match(query, at)
    if like is not None:
        remark = _no_field(like.group(1))
        found[first] = replace(found[first], remark=remark, remark_end=like.end(), literal=True)
    return end


def _no_field(name: str) -> str:
    """What is said of `name` that stands as a field does and is none."""
    meant = _misspelt(name.casefold()) if len(name) in _MISSPELT else ""
    if meant:
        return f"there is no field {name}: did you mean {meant}: or these words?"
    return f"there is no field {name}: searched as words"


def _misspelt(name: str) -> str:
    """Return the field that `name` is one slip of the fingers from; empty where there is none."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    options = [field for field in FIELDS if len(field) in _MISSPELT]
    near = process.extractOne(name, options, scorer=OSA.distance, score_cutoff=1)
    return str(near[0]) if near is not None else ""


def _read_conjunctions(query: str, found: list[Token]) -> None:
    """Read `and` and `or` in small letters as operators between two parts; elsewhere they are words.

    `not` stays a word, for leaving out what was asked for would be worse than finding too little: it is
    remarked.
    """
    for index in range(len(found) - 1):
        token = found[index]
        if token.kind != "term" or token.star or not _begins_part(found[index + 1]):
            continue
        written = query[token.position : token.end]
        if written.casefold() == "not":
            remark = f"{written} is searched as a word; -word or NOT leaves out"
            found[index] = replace(token, remark=remark, remark_end=token.end)
        elif (kind := _CONJUNCTIONS.get(written.casefold())) and index and _ends_part(found[index - 1]):
            remark = f'{written} is read as OR; in quotes, "{written}", it is a word' if kind == "or" else ""
            found[index] = Token(kind, token.position, token.end, remark=remark, remark_end=token.end)


def _with_per_cent(found: list[Token]) -> list[Token]:
    """Read `per cent` as the one word that others write."""
    kept: list[Token] = []
    for token in found:
        last = kept[-1] if kept else None
        if (
            last is not None
            and (last.kind, token.kind) == ("term", "term")
            and (last.words, token.words) == (("per",), ("cent",))
            and not (last.star or token.star)
        ):
            kept[-1] = Token("term", last.position, token.end, (PER_CENT,))
        else:
            kept.append(token)
    return kept


def _begins_part(token: Token) -> bool:
    return token.kind in ("open", "not") or bool(token.words or token.value)


def _ends_part(token: Token) -> bool:
    return token.kind == "close" or bool(token.words or token.value)


def _pieces(query: str, at: int, run: str, found: list[Token]) -> None:
    """Read a run that begins at `at` and is no operator, cut at its stars."""
    body = run.rstrip("*")
    pieces = body.split("*")
    begin = at
    for index, piece in enumerate(pieces):
        last = index == len(pieces) - 1
        words = _words(piece)
        star = len(run) > len(body) if last else True
        open_end = last and not star and at + len(run) == len(query) and _ends_in_word(query)
        problem = "" if last else "a star stands only at the end of a word"
        end = begin + len(piece) + star
        if words or problem:
            joined = joined_word(piece)
            found.append(
                Token("term", begin, end, words, star, open_end, joined, problem, begin + len(piece))
            )
        else:
            found.append(Token("term", begin, end))
        begin += len(piece) + 1


def _ends_in_word(query: str) -> bool:
    return query[-1:].isalnum()
