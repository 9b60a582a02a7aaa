"""A message of mail into articles: its own, and those of messages attached to it or forwarded in its text.

The older policy of the standard library is asked on purpose: the newer one takes quadratic time over
headers made for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from briefing.errors import ReadError
from briefing.reading.decoding import Decoded
from briefing.reading.document_dates import stated_day
from briefing.reading.extracted_article import ExtractedArticle, ExtractedBlock
from briefing.reading.html.html_blocks import page_blocks
from briefing.reading.html.html_reader import decode_page, extract_text
from briefing.reading.html.html_tree import plain_tree
from briefing.reading.mail.mail_text import MailText, tail_blocks, take_apart, text_blocks, unflowed
from briefing.reading.rules.titles import same_words
from briefing.settings import read_limits

EXTRACTOR = "mail/1"

MOST_PARTS = 500
DEEPEST = 50
"""Parts of a message, and how deep they lie in each other."""
_LONGEST_HEADER = 2_000
"""Characters of a field that are looked at; standards allow 998 a line."""
_MOST_FIELDS = 1_000
_ANSWER = re.compile(r"(?:re|aw|antw|sv|rv|res|odp) ?(?:\[\d{1,3}\])? ?:", re.I)
_FORWARD = re.compile(r"(?:fwd?|wg|tr|rv|i|doorst|enc) ?:\s*", re.I)
_SENDS_FOR_MANY = re.compile(
    r"(?:news|newsletters?|letters?|alerts?|info|no-?reply|do-?not-?reply|editors?|hello|hi|mail|team|briefings?"
    r"|digest|updates?|daily|weekly|contact|service|redaktion|noreply[\w.+-]{0,40})@",
    re.I,
)
"""Addresses of an outlet rather than of a person."""
_HTML_TAIL = re.compile(
    r"<(?:div|blockquote|span|p|table)\b[^>]{0,300}(?:class=[\"'][^\"'>]{0,200}\b(?:gmail_quote|gmail_signature|moz-signature"
    r"|moz-cite-prefix|yahoo_quoted|protonmail_quote)\b|type=[\"']?cite\b"
    r"|id=[\"'](?:divRplyFwdMsg|appendonsend|isForwardContent|ymail_android_signature|Signature)[\"'])",
    re.I,
)
"""Where a mail program begins a signature or the message that is answered."""
_LEAST_KEPT = 0.5
"""Part of the words of the plain text that a page reader must keep of the same mail as HTML."""
_NOTE_WORDS = 40
"""Words above a forwarded message up to which they are a note on it, and no article."""


@dataclass(slots=True)
class _Section:
    """One stretch of the body, in one or two forms."""

    plain: Message | None = None
    html: Message | None = None


@dataclass(frozen=True, slots=True)
class _Header:
    subject: str
    author: str | None
    source: str | None
    day: str | None
    identity: str
    is_answer: bool
    is_forward: bool


def extract_message(data: bytes) -> Iterator[ExtractedArticle]:
    """Yield the article of a message, and one for each that is attached to it or forwarded in its text.

    `identity` is the id of the message, empty where it has none. ReadError where there is no text in it.
    """
    try:
        message = message_from_bytes(data, policy=policy.compat32)
    except RecursionError as error:
        raise ReadError(f"its parts are nested more than {DEEPEST} deep") from error
    waiting = [(message, 0)]
    left = MOST_PARTS
    last: ExtractedArticle | None = None
    untold: list[str] = []
    while waiting:
        one, depth = waiting.pop(0)
        try:
            sections, attached, warnings, left = _parts(one, depth, left)
        except ReadError:
            if last is not None:
                yield last
            raise
        waiting.extend(attached)
        warnings = [*untold, *warnings]
        untold = warnings
        for article in _articles(_header(one), sections, warnings):
            if last is not None:
                yield last
            last, untold = article, []
    if last is None:
        raise ReadError(": ".join(("there is no text in it", *untold)))
    # What is told of a message without an article is told with the one beside it.
    yield replace(last, warnings=(*last.warnings, *untold))


def _parts(
    message: Message, depth: int, left: int
) -> tuple[list[_Section], list[tuple[Message, int]], list[str], int]:
    """The stretches of the body, the messages attached with their depths, what is told, and how many parts
    may follow.
    """
    sections: list[_Section] = []
    attached: list[tuple[Message, int]] = []
    files = 0
    warnings: list[str] = []
    waiting: list[tuple[Message, int, _Section | None]] = [(message, depth, None)]
    while waiting:
        part, depth, alternative = waiting.pop()
        if left <= 0:
            warnings.append(f"only the first {MOST_PARTS} parts of the message are read")
            break
        left -= 1
        if depth > DEEPEST:
            raise ReadError(f"its parts are nested more than {DEEPEST} deep")
        content = part.get_content_type()
        inner = part.get_payload()
        is_file = part.get_content_disposition() == "attachment" or (
            part is not message and part.get_filename() is not None
        )
        if content == "message/rfc822" and isinstance(inner, list):
            attached.extend((one, depth + 1) for one in inner if isinstance(one, Message))
        elif isinstance(inner, list):
            if content == "multipart/alternative" and alternative is None:
                alternative = _Section()
                sections.append(alternative)
            waiting.extend(
                (one, depth + 1, alternative) for one in reversed(inner) if isinstance(one, Message)
            )
        elif content in ("text/plain", "text/html", "application/xhtml+xml") and not is_file:
            section = alternative
            if section is None:
                section = _Section()
                sections.append(section)
            if content == "text/plain":
                section.plain = section.plain or part
            else:
                section.html = section.html or part
        elif is_file and (part.get_content_disposition() == "attachment" or not _is_in_page(part)):
            files += 1
    if files:
        warnings.append(
            "1 attached file is left out" if files == 1 else f"{files} attached files are left out"
        )
    return sections, attached, warnings, left


def _is_in_page(part: Message) -> bool:
    """Whether a file is a piece of a page, as its pictures are, and nothing that was sent by itself."""
    return "content-id" in part or "content-location" in part


# -- header ----------------------------------------------------------------------------------------


def _header(message: Message) -> _Header:
    fields: dict[str, str] = {}
    for number, (name, value) in enumerate(message.raw_items()):
        if number >= _MOST_FIELDS:
            break
        raw = str(value)[:_LONGEST_HEADER]
        fields.setdefault(name.casefold(), raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    subject = _decoded(fields.get("subject", ""))
    lists = "list-unsubscribe" in fields or fields.get("precedence", "").strip().casefold() == "bulk"
    author, source = _sender(fields.get("from", ""), is_outlet=lists and "list-post" not in fields)
    return _Header(
        subject=subject,
        author=author,
        source=source,
        day=_day(fields.get("date", "")),
        identity=" ".join(fields.get("message-id", "").split()).strip("<>"),
        is_answer=_ANSWER.match(subject) is not None or "in-reply-to" in fields,
        is_forward=_FORWARD.match(subject) is not None,
    )


def _decoded(value: str) -> str:
    """A field as one line, its encoded words decoded."""
    try:
        text = str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        text = value
    return " ".join(text.split())


def _sender(value: str, *, is_outlet: bool) -> tuple[str | None, str | None]:
    """The author and the source that a field names: a person is the author, an outlet the source."""
    name, address = parseaddr(value)
    name = _decoded(name).strip("\"' ")
    if not name or "@" in name:
        return None, None
    return (None, name) if is_outlet or _SENDS_FOR_MANY.match(address) else (name, None)


def _day(value: str) -> str | None:
    """The day a mail was sent, where it was sent."""
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return stated_day(value)


# -- body ------------------------------------------------------------------------------------------


def _articles(
    header: _Header, sections: Sequence[_Section], warnings: list[str]
) -> Iterator[ExtractedArticle]:
    """Yield the article of a message, and the one that is forwarded in its text."""
    blocks: list[ExtractedBlock] = []
    tail: list[ExtractedBlock] = []
    forwarded: list[ExtractedArticle] = []
    encoding, language, extractor = "utf-8", None, EXTRACTOR
    most = read_limits().lines
    for section in sections:
        plain = _text(section.plain)
        apart = take_apart(plain.text, is_forward=header.is_forward) if plain is not None else None
        page = None
        # The plain form says what is quoted and forwarded, where the other only looks so.
        if section.html is not None and (apart is None or not (apart.forwarded or header.is_answer)):
            page = _page(section.html, apart)
        if page is not None:
            article, quoted = page
            blocks.extend(_without_title(article, header.subject))
            tail.extend(tail_blocks(quoted, most))
            warnings.extend(article.warnings)
            encoding, language = article.encoding, article.language
            extractor = f"{EXTRACTOR} {article.extractor}"
        elif plain is not None and apart is not None:
            encoding = plain.encoding
            warnings.extend(plain.warnings)
            blocks.extend(text_blocks(apart.written, most, is_answer=header.is_answer))
            tail.extend(tail_blocks(apart.tail, most))
            if apart.forwarded is not None:
                sender = _sender(
                    apart.forwarded.sender.replace("[mailto:", "<").replace("]", ">"), is_outlet=False
                )
                inner = take_apart(apart.forwarded.text)
                forwarded.append(
                    ExtractedArticle(
                        (*text_blocks(inner.written, most), *tail_blocks(inner.tail, most)),
                        title=_decoded(apart.forwarded.subject[:_LONGEST_HEADER]) or None,
                        author=sender[0],
                        source=sender[1],
                        published=_day(apart.forwarded.date[:_LONGEST_HEADER]) or None,
                        identity=f"{header.identity}/forwarded".lstrip("/"),
                        origin="a message forwarded in the text",
                        extractor=EXTRACTOR,
                        encoding=encoding,
                    )
                )
    if forwarded and sum(len(one.text.split()) for one in blocks) <= _NOTE_WORDS:
        # A few words of who sends it on are no article of their own.
        note = tuple(replace(one, kind="boilerplate", level=0) for one in (*blocks, *tail))
        first = forwarded[0]
        forwarded[0] = replace(
            first, blocks=(*note, *first.blocks), identity=header.identity, warnings=tuple(warnings)
        )
        blocks, tail = [], []
    if blocks or tail:
        yield ExtractedArticle(
            (*_titled(header.subject, blocks), *tail),
            title=header.subject or None,
            author=header.author,
            source=header.source,
            published=header.day,
            language=language,
            identity=header.identity,
            extractor=extractor,
            warnings=tuple(dict.fromkeys(warnings)),
            encoding=encoding,
        )
    for one in forwarded:
        yield replace(one, blocks=tuple(_titled(one.title or "", list(one.blocks))))


def _titled(subject: str, blocks: list[ExtractedBlock]) -> list[ExtractedBlock]:
    """The blocks below the subject, which is not said twice: what sends it on may stand above that."""
    if not subject:
        return blocks
    top = next((at for at, one in enumerate(blocks) if one.kind != "boilerplate"), len(blocks))
    is_said = top < len(blocks) and same_words(blocks[top].text, subject)
    rest = [*blocks[:top], *blocks[top + 1 :]] if is_said else blocks
    return [ExtractedBlock("title", subject), *rest]


def _text(part: Message | None) -> Decoded | None:
    """The text of a part; None where it has none."""
    if part is None:
        return None
    try:
        content = part.get_payload(decode=True)
        charset = part.get_content_charset()
        decoded = decode_page(content, charset) if isinstance(content, bytes) else None
    except (ReadError, LookupError, ValueError, MessageError):
        return None
    if decoded is None:
        return None
    text = re.sub("\r\n?", "\n", decoded.text)
    if part.get_content_type() == "text/plain" and str(part.get_param("format", "")).casefold() == "flowed":
        text = unflowed(text)
    return replace(decoded, text=text)


def _page(part: Message, apart: MailText | None) -> tuple[ExtractedArticle, str] | None:
    """The article of an HTML part, and the text of what is quoted below it; None where the plain form keeps
    what the page reader would lose, or where there is nothing in it.
    """
    decoded = _text(part)
    if decoded is None:
        return None
    tail = ""
    match = _HTML_TAIL.search(decoded.text)
    above = decoded.text[: match.start()] if match else decoded.text
    if match and _plain(above).strip():
        tail = _plain(decoded.text[match.start() :])
        decoded = replace(decoded, text=above)
    article = extract_text(decoded)
    words = sum(len(one.text.split()) for one in article.blocks)
    if not words:
        return None
    if apart is not None and words < _LEAST_KEPT * len(apart.written.split()):
        return None
    return article, tail


def _plain(html: str) -> str:
    """All that a stretch of HTML shows, a line for each block."""
    return "\n\n".join(one.text for one in page_blocks(plain_tree(html)).blocks)


def _without_title(article: ExtractedArticle, subject: str) -> list[ExtractedBlock]:
    """The blocks of a page, whose title is a heading where the mail has another subject."""
    first, *rest = article.blocks
    if first.kind != "title":
        return list(article.blocks)
    return rest if same_words(first.text, subject) else [replace(first, kind="heading", level=1), *rest]
