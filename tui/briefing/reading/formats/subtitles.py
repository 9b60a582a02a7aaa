"""Subtitles and transcripts with times (SRT, WebVTT): cues joined to paragraphs of what one speaker says.

A paragraph has the time of its first cue. It ends where the speaker changes, where nobody speaks for a while,
and where it has become long and a sentence ends.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from briefing.errors import ReadError
from briefing.model.article import Article
from briefing.reading.decoding import decode_filled, decode_head
from briefing.reading.extracted_article import ExtractedArticle, ExtractedBlock, article_of
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext

EXTRACTOR = "subtitles/1"

_VTT = "WEBVTT"
_TIME = r"(?:(?P<{0}h>\d{{1,3}}):)?(?P<{0}m>\d{{1,2}}):(?P<{0}s>\d{{1,2}})(?:[.,](?P<{0}f>\d{{1,3}}))?"
_TIMING = re.compile(rf"[ \t]*{_TIME.format('b')}[ \t]*-->[ \t]*{_TIME.format('e')}(?:[ \t][^\n]*)?")
_NUMBER = re.compile(r"[ \t]*\d{1,7}[ \t]*")
_SRT = re.compile(rf"\s*\d{{1,7}}[ \t]*\n{_TIMING.pattern}\n")
_LANGUAGE = re.compile(r"Language:[ \t]*(?P<language>[A-Za-z-]{2,20})")
_VOICE = re.compile(r"<v(?:\.[^\s>]{1,100})?[ \t]+(?P<speaker>[^>\n]{1,100})>")
_TAG = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}")
_CHANGES = re.compile(r"(?:>>+|»|&gt;&gt;)[ \t]*")
"""What captions put before the words of another speaker."""
_DASH = re.compile(r"[-–—][ \t]*(?=\S)")
_CAPITALS = re.compile(r"(?P<speaker>[A-Z][A-Z0-9.'’ -]{1,40}(?: ?\([^()\n]{1,40}\))?):[ \t]+(?=\S)")
_NAME_WORD = r"[A-ZÀ-Þ][\w.'’-]{0,20}"
_NAME = re.compile(
    rf"(?P<speaker>{_NAME_WORD}(?: (?:{_NAME_WORD}|\d{{1,2}}|de|van|von|bin|al)){{0,3}}):[ \t]+(?=\S)"
)
_SOUND = re.compile(r"(?:\[[^\[\]\n]{1,80}\]|\([^()\n]{1,80}\)|[♪♫][^\n]{0,200}|#[^#\n]{1,200}#)\s*")
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_PAUSE, _LONG_PAUSE = 3.0, 8.0
"""Seconds of silence that end a paragraph behind a sentence, and anywhere."""
_LONG, _TOO_LONG = 500, 1_500
"""Characters from which a paragraph ends with its sentence, and anywhere: captions made by machines have no
sentences."""
_TIMES_NAMED = 2
"""How often a name in small letters stands before a colon where it is that of a speaker."""
_ROLLING = 0.3
"""The part of cues that begin with the line before, from which lines roll upwards in a window."""


class Cue(NamedTuple):
    """What is shown for some seconds."""

    begins: float
    ends: float
    lines: tuple[str, ...]


def sniff(head: bytes) -> Evidence:
    """The signature of WebVTT, or a number with a line of times below it."""
    text = decode_head(head).lstrip("\ufeff").replace("\r\n", "\n")
    signed = text.startswith(_VTT) and text[len(_VTT) : len(_VTT) + 1] in ("", " ", "\t", "\n")
    return Evidence.CERTAIN if signed or _SRT.match(text) else Evidence.NONE


def read(data: bytes, context: ReadContext) -> Iterator[Article]:
    """Yield the one article."""
    for extracted in extract(data):
        yield article_of(extracted, context)


READER = FormatReader(sniff, read)


def extract(data: bytes) -> Iterator[ExtractedArticle]:
    """Yield the one transcript; ReadError where there is no cue in it."""
    decoded = decode_filled(data)
    text = re.sub("\r\n?", "\n", decoded.text).lstrip("\ufeff")
    is_vtt = text.startswith(_VTT)
    cues = read_cues(text, is_vtt=is_vtt)
    if not cues:
        raise ReadError("there are no times in it, and so no subtitles")
    header = text.partition("\n\n")[0] if is_vtt else ""
    title = header.partition("\n")[0].removeprefix(_VTT).strip(" \t-–—")
    language = _LANGUAGE.search(header)
    yield ExtractedArticle(
        tuple(_paragraphs(_without_rolling(cues))),
        title=title or None,
        language=language["language"] if language else None,
        extractor=EXTRACTOR,
        warnings=decoded.warnings,
        encoding=decoded.encoding,
    )


def read_cues(text: str, *, is_vtt: bool) -> list[Cue]:
    """Return the cues of the text, whose lines end with a line feed, in the order of the file."""
    lines = text.split("\n")
    timed = [
        (at, match) for at, line in enumerate(lines) if "-->" in line and (match := _TIMING.fullmatch(line))
    ]
    cues = []
    for number, (at, match) in enumerate(timed):
        stop = timed[number + 1][0] if number + 1 < len(timed) else len(lines)
        shown = lines[at + 1 : stop]
        if stop < len(lines) and shown and _NUMBER.fullmatch(shown[-1]):
            shown.pop()  # the number of the cue that follows
        if is_vtt and "" in shown:
            # What follows a blank line is a note, a style, or the name of the cue that follows.
            shown = shown[: shown.index("")]
        begins, ends = (_seconds(match, which) for which in "be")
        if shown := [line for line in shown if line.strip()]:
            cues.append(Cue(begins, max(begins, ends), tuple(shown)))
    return cues


def _seconds(match: re.Match[str], which: str) -> float:
    hours, minutes, seconds = (int(match[which + unit] or 0) for unit in "hms")
    return hours * 3600 + minutes * 60 + seconds + float(f"0.{match[which + 'f'] or 0}")


def _without_rolling(cues: list[Cue]) -> list[Cue]:
    """Cues without the lines that only roll upwards, where a file is of that kind."""
    plain = [tuple(filter(None, (_plain(line) for line in cue.lines))) for cue in cues]
    repeated = sum(bool(one and other) and one[-1] == other[0] for one, other in pairwise(plain))
    if repeated <= _ROLLING * len(cues):
        return cues
    result = []
    last = ""
    for cue, shown in zip(cues, plain, strict=True):
        new = []
        for line, words in zip((line for line in cue.lines if _plain(line)), shown, strict=True):
            if words != last:
                new.append(line)
            last = words
        if new:
            result.append(cue._replace(lines=tuple(new)))
    return result


def _plain(line: str) -> str:
    return html.unescape(_TAG.sub("", line)).strip()


@dataclass(slots=True)
class _Speech:
    """A paragraph that is being put together."""

    begins: float = 0.0
    ends: float = 0.0
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    @property
    def is_sentence(self) -> bool:
        """Whether what was said last ends a sentence."""
        return bool(self.pieces) and _ENDS.search(self.pieces[-1]) is not None


def _paragraphs(cues: Sequence[Cue]) -> Iterator[ExtractedBlock]:
    names = _speakers(cues)
    speech = _Speech()
    speaker = ""
    for cue in cues:
        pause = cue.begins - speech.ends
        is_done = speech.is_sentence
        if speech.pieces and (
            pause > _LONG_PAUSE
            or speech.length > _TOO_LONG
            or (is_done and (pause > _PAUSE or speech.length > _LONG))
        ):
            yield from _ended(speech)
            speech = _Speech()
        for said_by, is_turn, words in _utterances(cue, names):
            if _SOUND.fullmatch(words) and (not speech.pieces or speech.is_sentence):
                yield from _ended(speech)
                speech = _Speech()
                yield ExtractedBlock("boilerplate", words, time=cue.begins)
                continue
            if is_turn or (said_by and said_by != speaker):
                yield from _ended(speech)
                speech = _Speech()
            label = f"{said_by}: " if said_by and (said_by != speaker or is_turn) else ""
            # A turn that names nobody is somebody else's.
            speaker = said_by or ("" if is_turn else speaker)
            if not speech.pieces:
                speech.begins = cue.begins
            speech.pieces.append(label + words)
            speech.length += len(label) + len(words) + 1
        speech.ends = cue.ends
    yield from _ended(speech)


def _ended(speech: _Speech) -> Iterator[ExtractedBlock]:
    if speech.pieces:
        yield ExtractedBlock("paragraph", " ".join(speech.pieces), time=speech.begins)


def _speakers(cues: Sequence[Cue]) -> frozenset[str]:
    """Names in small letters that are those of speakers, as they stand before a colon more than once."""
    counted = Counter(
        match["speaker"]
        for cue in cues
        for line in cue.lines
        if ":" in line and (match := _NAME.match(_CHANGES.sub("", _plain(line), count=1)))
    )
    return frozenset(name for name, count in counted.items() if count >= _TIMES_NAMED)


def _utterances(cue: Cue, names: frozenset[str]) -> Iterator[tuple[str, bool, str]]:
    """Yield what is said in a cue: by whom, or nothing; whether it certainly is a turn; the words."""
    dashed = len(cue.lines) > 1 and all(_DASH.match(_plain(line)) for line in cue.lines)
    speaker, is_turn = "", False
    pieces: list[str] = []
    for line in cue.lines:
        voice = _VOICE.search(line)
        words = _plain(line)
        if not words:
            continue
        said_by, begins = html.unescape(voice["speaker"]).strip() if voice else "", False
        if change := _CHANGES.match(words):
            words, begins = words[change.end() :], True
        elif dashed and (dash := _DASH.match(words)):
            words, begins = words[dash.end() :], True
        named = _CAPITALS.match(words) or _NAME.match(words)
        if named and (named["speaker"].isupper() or named["speaker"] in names):
            said_by, words = named["speaker"], words[named.end() :]
        if pieces and (begins or (said_by and said_by != speaker)):
            yield speaker, is_turn, " ".join(pieces)
            pieces, speaker, is_turn = [], "", False
        if not pieces:
            speaker, is_turn = said_by, begins
        pieces.append(words)
    if pieces:
        yield speaker, is_turn, " ".join(pieces)
