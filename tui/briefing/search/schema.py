"""The fields of the index, and the keys passages have in it.

Text is cut into words by `briefing.search.words` before it comes here: every field of text holds
each word followed by its stem (marked by `STEM`) or, where that is the word itself, by the mark
alone, parted by blanks. So a word stands at an even position and its stem at the odd one behind it,
and a phrase may ask for either at any place. Marks alone are dropped: half of all words need none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import tantivy

FORMAT = 2
"""Number of this form of index; an index of another is not read."""
STEM = "~"
"""Begins a stem, which no word does."""
CUT = "blanks"
"""Name of the tokenizer that cuts at blanks and leaves out marks without a stem."""

BODY = "body"
"""Words and stems of the passage."""
HEADLINE = "headline"
"""The same, of titles and headings alone, which count for more."""
TITLE = "title"
"""The same, of the article's title, on every passage of it."""
SOURCE = "source"
KIND = "kind"
"""The kind of the passage, blanks as hyphens; and of each figure, behind `FIGURE_KIND`."""
UNIT = "unit"
"""The unit of each figure, blanks as underscores."""
AMOUNT = "amount"
"""Every value of a figure behind its unit, see `briefing.search.amounts`."""
INTERVAL = "interval"
"""Every figure that is a range, see `briefing.search.amounts`."""
DAY = "day"
"""The article's date as an ordinal of the calendar, 0 where it has none."""
NUMBER = "number"
"""The article."""
PASSAGE = "passage"
"""The number of the passage in its article."""
REF = "ref"
"""Article and passage, see `ref_key`."""
NEWEST = "newest"
"""Order of equal hits: by date, the newest first and undated last, then article, then passage."""
OLDEST = "oldest"
"""The same with the oldest first; undated last as well."""

TEXTS = (BODY, TITLE, SOURCE)
"""Fields that hold words and stems with their positions."""

_PASSAGE_BITS = 24
_NO_DAY = (1 << 22) - 1
_ORDER_NUMBER_BITS, _ORDER_PASSAGE_BITS = 26, 16


def build_schema() -> tantivy.Schema:
    """Return the schema. Its fields may change only together with `FORMAT`."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name=CUT, index_option="position")
    builder.add_text_field(HEADLINE, tokenizer_name=CUT, index_option="freq")
    for name in (KIND, UNIT, INTERVAL):
        builder.add_text_field(name, tokenizer_name=CUT, index_option="basic")
    builder.add_ip_addr_field(AMOUNT, indexed=True)
    builder.add_unsigned_field(DAY, fast=True)
    builder.add_unsigned_field(NUMBER, indexed=True)
    builder.add_unsigned_field(PASSAGE, indexed=True)
    builder.add_unsigned_field(REF, fast=True)
    builder.add_unsigned_field(NEWEST, fast=True)
    builder.add_unsigned_field(OLDEST, fast=True)
    return builder.build()


def register(index: tantivy.Index) -> None:
    """Give `index` the tokenizer its fields name."""
    import tantivy

    cut = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        .filter(tantivy.Filter.custom_stopword([STEM]))
        .build()
    )
    index.register_tokenizer(CUT, cut)


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
    last = (1 << _ORDER_PASSAGE_BITS) - 1
    place = (number & ((1 << _ORDER_NUMBER_BITS) - 1)) << _ORDER_PASSAGE_BITS | min(passage, last)
    shift = _ORDER_NUMBER_BITS + _ORDER_PASSAGE_BITS
    newest = _NO_DAY - day if day else _NO_DAY
    oldest = day or _NO_DAY
    return newest << shift | place, oldest << shift | place
