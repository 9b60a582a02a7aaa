"""The plain text of a mail: what its sender wrote, what is quoted or a signature, what is forwarded.

The lines by which mail programs announce these are written in the language of the program.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.reading.extracted_article import ExtractedBlock
from briefing.reading.plain_blocks import plain_blocks
from briefing.text.clean import clean

_ATTRIBUTION = re.compile(
    r"(?:on|am|le|el|il|op|em|den|w dniu)\b[^\n]{5,200}"
    r"(?:wrote|a écrit|escribió|ha scritto|escreveu|(?:schrieb|schreef|skrev)[^\n:]{0,100}"
    r"|napisał\(?a?\)?) ?:",
    re.I,
)
_FORWARDED = re.compile(
    r"(?:-{2,20} ?(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado"
    r"|messaggio inoltrato|doorgestuurd bericht|forwarded by [^\n]{1,100}) ?-{2,20}"
    r"|begin forwarded message:|anfang der weitergeleiteten nachricht:|début du message réexpédié ?:)",
    re.I,
)
_ORIGINAL = re.compile(
    r"(?:-{2,20} ?(?:original message|ursprüngliche nachricht|message d['’]origine|mensaje original"
    r"|messaggio originale|oorspronkelijk bericht) ?-{2,20}|_{20,80})",
    re.I,
)
"""Stands above a message that is answered as well as above one that is forwarded."""
_FIELD_NAMES = {
    "from": ("from", "von", "de", "da", "van"),
    "date": (
        "date",
        "sent",
        "datum",
        "gesendet",
        "envoyé",
        "fecha",
        "enviado",
        "data",
        "inviato",
        "verzonden",
    ),
    "subject": ("subject", "betreff", "objet", "asunto", "oggetto", "onderwerp"),
    "other": ("to", "an", "à", "para", "a", "aan", "cc", "reply-to", "antwort an"),
}
_FIELD_OF = {name: field for field, names in _FIELD_NAMES.items() for name in names}
_FIELD = re.compile(
    r"\*?(?P<name>[A-Za-zéàÀ-ü-]{1,12}(?: [a-z]{1,4})?) ?:\*? ?(?P<value>[^\n]{0,1000})", re.I
)
_LEAST_FIELDS = 3
_QUOTED = re.compile(r"[ \t]{0,3}>")
_SIGNATURE = "--"
_MOST_FIELD_LINES = 20
_MOST_LINES_OF_ATTRIBUTION = 3
_LEAST_QUOTED = 0.5
"""Part of the lines that are marked as quoted from which on there is nothing but a quotation."""


@dataclass(frozen=True, slots=True)
class ForwardedMail:
    """A message within the text of another, with what its header says; empty where that says nothing."""

    sender: str
    date: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class MailText:
    """The text of a mail, taken apart."""

    written: str
    """By its sender, with what is quoted between the lines of an answer."""
    tail: str
    """Signature and quoted message, as they stand below."""
    forwarded: ForwardedMail | None


def unflowed(text: str) -> str:
    """Return a text of `format=flowed`, in which a blank at the end of a line says that it goes on."""
    lines = text.split("\n")
    pieces: list[str] = []
    for line, after in pairwise([*lines, ""]):
        goes_on = (
            line.endswith(" ") and line != f"{_SIGNATURE} " and not _QUOTED.match(line) and after.strip()
        )
        pieces.append(line if goes_on else f"{line}\n")
    return "".join(pieces)


def take_apart(text: str, *, is_forward: bool = False) -> MailText:
    """Return the parts of the text of a mail, whose lines end with a line feed.

    `is_forward` is whether its subject says that it is forwarded: of many programs the text does not.
    """
    lines = text.split("\n")
    for at, line in enumerate(lines):
        bare = line.strip()
        is_forwarded = _FORWARDED.fullmatch(bare) is not None
        if not is_forwarded and not _ORIGINAL.fullmatch(bare) and _field_of(bare) != "from":
            continue
        found = _forwarded(lines, at if _field_of(bare) == "from" else at + 1)
        if found is None:
            continue
        above = "\n".join(lines[:at])
        if is_forwarded or is_forward:
            return MailText(*_without_tail(above), found)
        written, tail = _without_tail(above)
        return MailText(written, "\n".join(filter(None, (tail, *lines[at:]))), None)
    return MailText(*_without_tail(text), None)


def _field_of(line: str) -> str | None:
    match = _FIELD.fullmatch(line)
    return _FIELD_OF.get(match["name"].casefold()) if match else None


def _forwarded(lines: Sequence[str], start: int) -> ForwardedMail | None:
    """The message whose header begins in the line `start`, or behind blank ones; None where none does."""
    while start < len(lines) and not lines[start].strip(" >\t"):
        start += 1
    said: dict[str, str] = {}
    count = 0
    last = ""
    at = start
    for at in range(start, min(len(lines), start + _MOST_FIELD_LINES)):
        line = lines[at].strip(" >\t")
        if not line:
            break
        match = _FIELD.fullmatch(line)
        field = _FIELD_OF.get(match["name"].casefold()) if match else None
        if field is not None and match is not None:
            count += 1
            last = field if field not in said else ""
            said.setdefault(field, match["value"].strip())
        elif last:
            said[last] = f"{said[last]} {line}".strip()
        else:
            break
    if count < _LEAST_FIELDS or "from" not in said:
        return None
    body = lines[at:]
    filled = [line for line in body if line.strip()]
    if filled and all(_QUOTED.match(line) for line in filled):
        body = [line.lstrip()[1:].removeprefix(" ") if line.strip() else line for line in body]
    return ForwardedMail(said["from"], said.get("date", ""), said.get("subject", ""), "\n".join(body))


def _without_tail(text: str) -> tuple[str, str]:
    """What somebody wrote, and the signature and the quoted message below it."""
    lines = text.split("\n")
    at = next((at for at, line in enumerate(lines) if line.rstrip() == _SIGNATURE), len(lines))
    stop = next(
        (
            at
            for at in range(len(lines))
            if (lines_of := _attribution(lines, at)) and _is_rest_quoted(lines, at + lines_of)
        ),
        len(lines),
    )
    at = min(at, stop)
    return "\n".join(lines[:at]), "\n".join(lines[at:])


def _attribution(lines: Sequence[str], at: int) -> int:
    """How many lines from `at` on say who wrote what is quoted below; 0 where they do not."""
    for count in range(1, _MOST_LINES_OF_ATTRIBUTION + 1):
        said = " ".join(line.strip() for line in lines[at : at + count])
        if not lines[at].strip() or len(said) > 400:
            return 0
        if _ATTRIBUTION.fullmatch(said):
            return count
    return 0


def _is_rest_quoted(lines: Sequence[str], start: int) -> bool:
    """Whether most of what follows is quoted, so that nothing of an answer stands between it."""
    rest = [line for line in lines[start:] if line.strip()]
    quoted = sum(1 for line in rest if _QUOTED.match(line))
    return bool(rest) and _QUOTED.match(rest[0]) is not None and quoted >= _LEAST_QUOTED * len(rest)


def text_blocks(text: str, most_lines: int, *, is_answer: bool = False) -> list[ExtractedBlock]:
    """Return the blocks of what somebody wrote; what is quoted in an answer is boilerplate."""
    lines = text.split("\n")
    answers = is_answer or any(
        _attribution(lines, at) for at, line in enumerate(lines) if line.strip()[:1].isalpha()
    )
    blocks = []
    for one in plain_blocks(clean(text), most_lines):
        kind = one.kind or "paragraph"
        if answers and (kind == "quote" or _ATTRIBUTION.fullmatch(" ".join(one.text.split())[:400])):
            kind = "boilerplate"
        blocks.append(ExtractedBlock(kind, one.text, one.level))
    return blocks


def tail_blocks(text: str, most_lines: int) -> list[ExtractedBlock]:
    """Return the blocks of signature and quoted message, all of them boilerplate."""
    return [
        ExtractedBlock("boilerplate", one.text)
        for one in plain_blocks(clean(text), most_lines)
        if one.text.strip("-–_ \n")
    ]
