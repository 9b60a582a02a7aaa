"""From bytes to text: which encoding, and what could not be decoded.

The order is the one in which evidence is certain: a byte-order mark, valid UTF-8, the zero bytes
that UTF-16 and UTF-32 put between Latin letters; then a guess. The guess is charset-normalizer's
only where the text cannot be plain Western text: on short articles the library prefers code pages
that nobody writes news in, so Windows-1252 goes first where its letters make sense.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from briefing.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 stands before UTF-16, whose mark is the beginning of its own."""

_MAGIC = (
    *(b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\x1f\x8b", b"BZh"),
    *(b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"RIFF", b"OggS", b"ID3", b"MZ\x90", b"\xca\xfe\xba\xbe"),
    *(b"\xd0\xcf\x11\xe0", b"SQLite format 3\0", b"{\\rtf", b"\x28\xb5\x2f\xfd", b"fLaC", b"II*\0"),
    *(b"MM\0*", b"wOFF", b"wOF2", b"!<arch>"),
)
"""What binary and packed formats begin with."""

_SAMPLE = 65_536
"""Bytes from the top on which a judgement is made."""
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\b\x1b")) + b"\x7f"
_MOST_CONTROLS = 0.02
_MOST_NULS = 0.001
"""Parts of control and NUL bytes that text may hold and still be text."""

_WESTERN = "cp1252"
_TRUSTED = frozenset(
    """cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 cp932 cp936 cp949 big5 big5hkscs
    gb18030 gbk gb2312 shift_jis shift_jis_2004 shift_jisx0213 euc_jp euc_jis_2004 euc_jisx0213 euc_kr
    koi8_r koi8_u iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9
    iso8859_10 iso8859_13 iso8859_15 iso2022_jp tis_620""".split()
)
"""Encodings in which articles exist; a guess outside them is not believed."""
_MOST_HIGH = 0.25
"""Part of letters beyond ASCII in Western text; in Cyrillic, Greek or Chinese it is far higher."""
_MOST_ODD = 0.1
_TYPOGRAPHY = re.compile("[\u2010-\u2027\u2030-\u203e\u20a0-\u20bf\u2122]")
_WORTH_OF_TYPOGRAPHY = 3
"""Quotation marks, dashes and signs of currencies are three bytes in UTF-8, which begin with an "â" in
Western text: one of them is proof where a few bytes elsewhere are damaged."""
_ODD_IN_WORD = re.compile(
    r"(?<=[a-z])[¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿×÷‚ƒ„…†‡ˆ‰‹˜›](?=[a-z])|[ÃÂ][\x80-\xbf]", re.I
)
"""Signs that stand between letters only where the wrong encoding was taken."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as decoded, before it is cleaned."""

    text: str
    encoding: str
    lost: int = 0
    """Characters that stand as U+FFFD because their bytes mean nothing in the encoding."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader should know of the decoding."""
        if not self.lost:
            return ()
        some = "1 character" if self.lost == 1 else f"{self.lost:,} characters"
        return (f"{some} could not be decoded as {self.encoding} and stand as \ufffd",)


def decode(data: bytes) -> Decoded:
    """Return the text of `data`; ReadError when it is no text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _replacing(data[len(bom) :], encoding)
    sample = data[:_SAMPLE]
    if not sample.strip(b"\0"):
        return Decoded("" if not data.strip(b"\0") else _refuse(), "utf-8")
    if wide := _wide_encoding(sample):
        return _replacing(data, wide)
    if _is_binary(sample):
        _refuse()
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _legacy(data)


_NAMES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}
"""Browsers read these as Windows-1252, so pages are written for that."""


def decode_as(data: bytes, name: str) -> Decoded | None:
    """Return the text of `data` in the encoding that it is said to be in; None where that is none of text, or
    it cannot be.
    """
    name = _NAMES.get(name.strip().lower(), name.strip().lower())
    try:
        found = codecs.lookup(name)
        b"a".decode(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name.startswith("utf-7"):
        return None
    text = data.decode(found.name, "replace")
    lost = text.count("\ufffd")
    return Decoded(text, found.name, lost) if lost * 50 < len(text) else None


def decode_filled(data: bytes, stated: str = "") -> Decoded:
    """Return the text of `data`; ReadError when it is no text, or when there is nothing in it.

    `stated` is the encoding that others say it is in, which is heeded where the bytes prove none.
    """
    decoded = _decode_stated(data, stated) or decode(data)
    if not decoded.text.strip("\0\ufeff") or decoded.text.isspace():
        raise ReadError("empty: there is nothing to read")
    return decoded


def _decode_stated(data: bytes, stated: str) -> Decoded | None:
    """The text as it is said to be encoded; None where nothing is said, or the bytes say what they are."""
    if not stated or not is_plain(data):
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return decode_as(data, stated)


def decode_head(head: bytes) -> str:
    """Return the text of the beginning of a source; empty where it is no text.

    Where it is cut within a character, the last ones are not those of the source.
    """
    try:
        return decode(head).text
    except ReadError:
        return ""


def is_text(head: bytes) -> bool:
    """Tell whether `decode` takes what begins so for text of any encoding."""
    return is_plain(head) or _is_marked(head) or not head.strip(b"\0") or _wide_encoding(head) is not None


def is_plain(head: bytes) -> bool:
    """Tell whether what begins so is UTF-8 or else of another encoding without a mark; False
    also for what is no text."""
    sample = head[:_SAMPLE]
    return not (_is_marked(head) or not sample.strip(b"\0") or _wide_encoding(sample) or _is_binary(sample))


def _is_marked(head: bytes) -> bool:
    return any(head.startswith(bom) for bom, _ in _BOMS)


def _refuse() -> str:
    raise ReadError("not text")


def _replacing(data: bytes, encoding: str) -> Decoded:
    """Decode, counting what is lost; a U+FFFD that was in the file is no loss."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, text.count("\ufffd"))


def _is_binary(sample: bytes) -> bool:
    if sample.startswith(_MAGIC):
        return True
    size = len(sample)
    controls = size - len(sample.translate(None, _CONTROLS))
    return sample.count(0) > _MOST_NULS * size or controls > _MOST_CONTROLS * size


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes of Latin letters stand."""
    size = len(sample) // 4 * 4
    if size < 8 or 0 not in sample:
        return None
    zeros = [sample[lane:size:4].count(0) / (size / 4) for lane in range(4)]
    shapes = {
        "utf-32-le": (False, True, True, True),
        "utf-32-be": (True, True, True, False),
        "utf-16-le": (False, True, False, True),
        "utf-16-be": (True, False, True, False),
    }
    for encoding, shape in shapes.items():
        if all(part > 0.7 if is_zero else part < 0.05 for part, is_zero in zip(zeros, shape, strict=True)):
            return encoding
    return None


def _legacy(data: bytes) -> Decoded:
    """Decode what is not UTF-8: damaged UTF-8, Western text, or what the library makes of it."""
    repaired = data.decode("utf-8", "replace")
    lost = repaired.count("\ufffd")
    head = repaired[:_SAMPLE]
    beyond = sum(1 for c in head if c > "\x7f" and c != "\ufffd")
    typed = len(_TYPOGRAPHY.findall(head))
    if beyond + _WORTH_OF_TYPOGRAPHY * typed > head.count("\ufffd"):
        # Legacy bytes hardly ever form UTF-8 by chance: this is UTF-8 with damage.
        return Decoded(repaired, "utf-8", lost)
    sample = data[:_SAMPLE]
    western = sample.decode(_WESTERN, "replace")
    if _is_western(western):
        return _replacing(data, _WESTERN)
    guess = _guess(sample)
    if guess is None:
        return (
            _replacing(data, _WESTERN) if western.count("\ufffd") < lost else Decoded(repaired, "utf-8", lost)
        )
    return _replacing(data, guess)


def _is_western(text: str) -> bool:
    """Whether text decoded as Windows-1252 reads like a Western language."""
    high = [c for c in text if c > "\x7f"]
    letters = sum(c.isalpha() for c in text)
    high_letters = sum(c.isalpha() for c in high)
    odd = len(_ODD_IN_WORD.findall(text)) + text.count("\ufffd")
    return high_letters <= _MOST_HIGH * max(letters, 1) and odd <= _MOST_ODD * len(high)


def _guess(sample: bytes) -> str | None:
    """The library's best guess among the encodings in which articles exist."""
    from charset_normalizer import from_bytes

    cut = sample.rfind(b"\n", len(sample) // 2)
    matches = from_bytes(sample[: cut + 1] if cut > 0 and len(sample) == _SAMPLE else sample)
    return next((match.encoding for match in matches if match.encoding in _TRUSTED), None)
