"""The fields of the index, and the keys passages have in it.

Text is cut into words by `briefing.search.word_places` before it comes here: every field of text holds
its words parted by blanks and nothing more. The other forms of a word are looked up when it is asked
for (`Snapshot.family`): to keep stems beside the words made the index twice the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import tantivy

FORMAT = 7
"""Number of this form of index; an index of another is not read."""
CUT = "blanks"
"""Name of the tokenizer that cuts at blanks and changes nothing."""

BODY = "body"
"""Words of the passage."""
VARIANT = "variant"
"""Other forms of words of the passage, see `briefing.search.word_variants`."""
HEADLINE = "headline"
"""The words, of titles and headings alone, which count for more."""
TITLE = "title"
"""Words of the article's title, on every passage of it; behind them, apart, their variants."""
SOURCE = "source"
QUOTED = "quoted"
"""Words of the passage that somebody is quoted with, each quotation apart from the one before it."""
KIND = "kind"
"""The kind of the passage, blanks as hyphens; and keys of what analyses found (`figure:money`)."""
FRONT = "front"
"""Stands beside the kind of each title, and of the first paragraph that says more than a few words."""
UNIT = "unit"
"""The unit of each figure, blanks as underscores."""
AMOUNT = "amount"
"""Every value of a figure behind its unit, see `briefing.text.index_terms`."""
INTERVAL = "interval"
"""Every figure that is a range, see `briefing.text.index_terms`."""
NUMBER = "number"
"""The article."""
PASSAGE = "passage"
"""The number of the passage in its article."""
REF = "ref"
"""Article and passage (see `ref_key`) of the few that `NEWEST` has no room for."""
NEWEST = "newest"
"""Order of equal hits: by date, the newest first and undated last, then article, then passage.
Also names both, and dates are asked for as ranges of it."""
OLDEST = "oldest"
"""The same with the oldest first; undated last as well."""

TEXTS = (BODY, TITLE, SOURCE, QUOTED)
"""Fields that hold words with their positions."""

_PASSAGE_BITS = 24
_NO_DAY = (1 << 22) - 1
_ORDER_NUMBER_BITS, _ORDER_PASSAGE_BITS = 26, 16
_ORDER_BITS = _ORDER_NUMBER_BITS + _ORDER_PASSAGE_BITS
_LAST_PASSAGE = (1 << _ORDER_PASSAGE_BITS) - 1


def build_schema() -> tantivy.Schema:
    """Return the schema. Its fields may change only together with `FORMAT`."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name=CUT, index_option="position")
    for name in (HEADLINE, VARIANT):
        builder.add_text_field(name, tokenizer_name=CUT, index_option="freq")
    for name in (KIND, UNIT, INTERVAL):
        builder.add_text_field(name, tokenizer_name=CUT, index_option="basic")
    builder.add_ip_addr_field(AMOUNT, indexed=True)
    builder.add_unsigned_field(NUMBER, indexed=True)
    builder.add_unsigned_field(PASSAGE, indexed=True)
    builder.add_unsigned_field(REF, fast=True)
    builder.add_unsigned_field(NEWEST, fast=True)
    builder.add_unsigned_field(OLDEST, fast=True)
    return builder.build()


def register(index: tantivy.Index) -> None:
    """Give `index` the tokenizer its fields name."""
    import tantivy

    index.register_tokenizer(CUT, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())


def ref_key(number: int, passage: int) -> int:
    """Return the key of a passage, which `ref_of` reads."""
    return number << _PASSAGE_BITS | passage


class NumberedRef(NamedTuple):
    """A passage by the number of its article."""

    number: int
    passage: int


def ref_of(key: int) -> NumberedRef:
    """Return what `ref_key` made a key of."""
    return NumberedRef(key >> _PASSAGE_BITS, key & ((1 << _PASSAGE_BITS) - 1))


def order_keys(day: int, number: int, passage: int) -> tuple[int, int]:
    """Return the keys `NEWEST` and `OLDEST` of a passage; the smaller stands first.

    64 bits: the date in 22, the article in 26 (beyond 67 million they wrap), the passage in 16
    (those past 65,535 of one article count as equal).
    """
    place = (number & ((1 << _ORDER_NUMBER_BITS) - 1)) << _ORDER_PASSAGE_BITS | min(passage, _LAST_PASSAGE)
    newest = _NO_DAY - day if day else _NO_DAY
    oldest = day or _NO_DAY
    return newest << _ORDER_BITS | place, oldest << _ORDER_BITS | place


def placed(number: int, passage: int) -> bool:
    """Tell whether the key of order names this passage and no other, so that `placed_ref` gives it back."""
    return number < 1 << _ORDER_NUMBER_BITS and passage < _LAST_PASSAGE


def placed_ref(order: int) -> int:
    """Return the key (see `ref_key`) of the passage that an order key names."""
    return ref_key(order >> _ORDER_PASSAGE_BITS & ((1 << _ORDER_NUMBER_BITS) - 1), order & _LAST_PASSAGE)


def undated() -> tuple[int, int]:
    """Return the least and the greatest key `NEWEST` of articles without a date."""
    return _NO_DAY << _ORDER_BITS, (_NO_DAY + 1 << _ORDER_BITS) - 1


def dated_between(first: int, last: int) -> tuple[int, int]:
    """Return the least and the greatest key `NEWEST` of articles dated from `first` to `last`.

    Both are ordinals of the calendar and included; the undated are in no range.
    """
    newest, oldest = _NO_DAY - last, _NO_DAY - max(first, 1)
    return newest << _ORDER_BITS, (oldest + 1 << _ORDER_BITS) - 1
