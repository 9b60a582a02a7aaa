"""The layout of a PDF: from characters with boxes to blocks in reading order.

A PDF has neither words nor paragraphs, only characters on pages. Here lines are made of characters, columns
of lines by cutting a page along its white spaces (the X-Y cut of Nagy and Seth, Hierarchical representation
of optically scanned documents, 1984), and paragraphs of both. What stands at the edge of many pages is taken
out, footnotes are put behind the text. It knows no PDF library.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from briefing.model.article import PassageKind
from briefing.reading.extracted_article import ExtractedBlock
from briefing.reading.formats.line_hyphens import LineHyphens

_EDGE = 0.1
"""Part of a page at its top and bottom in which running heads and page numbers stand."""
_OUTERMOST = 0.045
"""Part of a page so near its edge that no line there is of the text, also of a single page."""
_CELL_GAP = 1.05
"""White space, in sizes of its letters, that parts two cells or columns on one line."""
_GUTTER = 0.4
"""White space between two columns, in sizes of its letters, at least."""
_WORD_GAP = 0.11
"""White space between two words, in sizes of its letters, at least."""
_HYPHEN_GAP = 0.3
_HYPHENS = ("-", "\u2010", "\x02")
_SAME_LINE = 0.5
"""Part of the lower of two boxes that lies beside the other where both are of one line."""
_FILLED = 0.6
"""How far most lines of a text fill their column, at least; those of a table's cells do less."""
_FEWEST_OF_COLUMN = 4
"""Lines of a column, where only the order in which they are drawn tells it."""
_LARGER, _SMALLER = 1.1, 0.94
"""How much larger than that of the text the letters of a heading are, and how much smaller a footnote's."""
_RAISED, _RAISED_BY = 0.8, 0.2
"""How small and how high, in sizes of the letters before it, the sign of a footnote is."""
_NOTE_SIGNS = frozenset("0123456789*†‡§")
_LONGEST_HEADING = 200
_LEVELS = 4
_PARAGRAPH_GAP = 1.22
"""Distance of two lines, in those of most lines, from which the second begins a paragraph."""
_LARGE_STEP = 1.36
"""What letters of any size need at most from one line to the next, in their size."""
_INDENT = 0.35
"""How far to the right a paragraph begins, in sizes of its letters, at least."""
_SET_IN = 1.2
"""How far all lines of a quotation are set in; one of a single line is so twice as far."""
_SHORT = 0.8
"""How far the last line of a paragraph fills its column at most, where nothing else tells its end."""
_LARGEST_BULLET = 12.0
"""Points that a bullet is wide at most, and in sizes of its letters, and how far before them it stands."""
_WIDEST_BULLET, _FARTHEST_BULLET = 0.6, 2.0
_MOST_GLYPHS = 200_000
"""Of one page: more are drawings made of letters."""

_PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.|s\.)?\s*[-–—|]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:[-–—|]|(?:of|von|de|/)\s*\d{1,4})?",
    re.I,
)
_NUMBER = re.compile(r"\d+")
_NOTE = re.compile(r"\[?(\d{1,3}|[*†‡§]{1,3})\]?[.)]?\s*(?=[^\W\d_]|[“\"‘'(])")
_ITEM = re.compile(r"(?:[•▪▫◦‣●○■□·–*\uf000-\uf0ff-]|\(?(?:\d{1,3}|[a-z])[.)])\s+(?=\S)")
_LABEL = re.compile(r"[•▪▫◦‣●○■□·–*†‡§\uf000-\uf0ff-]{1,2}|\[?\(?(?:\d{1,3}|[a-z])[.)\]]{0,2}")
_BULLET = re.compile(r"(?:[•▪▫◦‣●○■□·\uf000-\uf0ff]|[–*-]\s)\s*")
_ENDS = re.compile(r"[.!?:…。！？][\"'”’»)\]]*\d{0,3}$")
_CAPTION = re.compile(r"(?:Figure|Fig\.|Table|Chart|Abbildung|Abb\.|Tabelle) ?\d{1,3}\b")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character and its box in points, from the lower left corner of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    """Of its font."""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The characters of a page in the order in which it draws them."""

    width: float
    height: float
    glyphs: Sequence[Glyph]


@dataclass(slots=True)
class _PdfLine:
    """Characters side by side, with no wide white space between them."""

    page: int
    order: int
    """Its place among the lines of the page as they are drawn."""
    left: float
    bottom: float
    right: float
    top: float
    pieces: list[str] = field(default_factory=list)
    sizes: Counter[float] = field(default_factory=Counter)
    bold: int = 0
    notes: set[str] = field(default_factory=set)
    """The signs that refer to footnotes, which are no part of its words."""
    column: tuple[float, float] = (0.0, 0.0)
    """Left and right edge of the column it stands in."""
    cells: tuple[str, ...] = ()
    """Of a row of a table."""
    hang: float | None = None
    """Where the text begins behind the sign of an item."""
    _gaps: list[float] = field(default_factory=list)
    """White space before each character."""

    @property
    def text(self) -> str:
        return "".join(self.pieces).strip()

    @property
    def size(self) -> float:
        """That of most of its characters."""
        return self.sizes.most_common(1)[0][0] if self.sizes else 1.0

    @property
    def is_bold(self) -> bool:
        return self.bold * 2 > self.sizes.total()

    def takes(self, glyph: Glyph) -> bool:
        """Whether a character that is drawn next goes on with the line."""
        low, high = max(self.bottom, glyph.bottom), min(self.top, glyph.top)
        lower = min(self.top - self.bottom, glyph.top - glyph.bottom)
        gap = glyph.left - self.right
        return high - low >= _SAME_LINE * lower and -self.size < gap < _CELL_GAP * self.size

    def add(self, glyph: Glyph) -> None:
        """Add a character that is no blank."""
        if self._is_reference(glyph):
            self.notes.add(glyph.text)
            self.right = max(self.right, glyph.right)
            return
        self._gaps.append(glyph.left - self.right)
        self.pieces.append(glyph.text)
        self.sizes[round(max(glyph.size, 1.0), 1)] += 1
        self.bold += glyph.bold
        self.left, self.right = min(self.left, glyph.left), max(self.right, glyph.right)
        self.bottom, self.top = min(self.bottom, glyph.bottom), max(self.top, glyph.top)

    def add_blank(self) -> None:
        """Add a blank that is drawn."""
        if self.pieces and self.pieces[-1] != " ":
            self.pieces.append(" ")
            self._gaps.append(0.0)

    def close(self) -> None:
        """Put a blank where there is room for one, more than between most letters of the line."""
        usual = max(median(self._gaps), 0.0) if self._gaps else 0.0
        spaced: list[str] = []
        for piece, gap in zip(self.pieces, self._gaps, strict=True):
            # Where lines are stretched, a hyphen at the end stands further out.
            least = _HYPHEN_GAP if piece in _HYPHENS else _WORD_GAP
            if gap - usual > least * self.size and spaced and spaced[-1] != " " and piece != " ":
                spaced.append(" ")
            spaced.append(piece)
        self.pieces = spaced

    def _is_reference(self, glyph: Glyph) -> bool:
        """Whether a character is a small raised sign behind a word, and no power behind a number."""
        if not self.pieces or glyph.text not in _NOTE_SIGNS or glyph.size >= _RAISED * self.size:
            return False
        behind = self.pieces[-1]
        return glyph.bottom > self.bottom + _RAISED_BY * self.size and not behind.isdigit()


def blocks_of_pages(pages: Iterable[PdfPage]) -> list[ExtractedBlock]:
    """Return the blocks of all pages in reading order, footnotes behind them; none where no page has text."""
    sheets = [(page, _lines(page, number)) for number, page in enumerate(pages, 1)]
    ordered = [line for lines in _without_running_matter(sheets) for line in _in_order(lines)]
    if not ordered:
        return []
    body = _body_size(ordered)
    notes = _footnotes(ordered, body)
    hyphens = LineHyphens(line.text for line in ordered)
    text = [line for line in ordered if id(line) not in notes]
    blocks = [_block(lines, body, hyphens) for lines in _paragraphs(text, body)]
    behind = [line for line in ordered if id(line) in notes]
    blocks += [
        (ExtractedBlock("footnote", hyphens.join(one.text for one in lines), page=lines[0].page), 0.0)
        for lines in _notes(behind)
    ]
    return _ranked(blocks)


# -- bullets -------------------------------------------------------------------------------------

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


def with_drawn_bullets(glyphs: Sequence[Glyph], shapes: Sequence[Box]) -> list[Glyph]:
    """Return the characters of a page with those small square shapes as bullets that stand before a line.

    Browsers draw the sign of an item, and write none.
    """
    waiting = sorted((box for box in shapes if _is_round(box)), key=_middle)
    if not waiting:
        return list(glyphs)
    found: list[Glyph] = []
    taken: set[Box] = set()
    before: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace():
            found.append(glyph)
            continue
        is_first = (
            before is None
            or glyph.left < before.left
            or glyph.bottom > before.top
            or glyph.top < before.bottom
        )
        if is_first and (box := _bullet_of(glyph, waiting)) is not None and box not in taken:
            taken.add(box)
            found.append(Glyph("•", box[0], glyph.bottom, box[2], glyph.top, glyph.size))
        found.append(glyph)
        before = glyph
    return found


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _is_round(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return 0 < width < _LARGEST_BULLET and abs(width - height) < 0.2 * width


def _bullet_of(glyph: Glyph, shapes: Sequence[Box]) -> Box | None:
    """The one of the shapes, from the lowest up, that stands before a character as a bullet does."""
    for at in range(bisect_right(shapes, glyph.bottom, key=_middle), len(shapes)):
        box = shapes[at]
        if _middle(box) >= glyph.top:
            return None
        is_near = 0 < glyph.left - box[2] < _FARTHEST_BULLET * glyph.size
        if is_near and box[2] - box[0] < _WIDEST_BULLET * glyph.size:
            return box
    return None


def edge_lines(page: PdfPage) -> list[str]:
    """The lines at the top and at the bottom of a page, where what is printed says what it is."""
    return [line.text for line in _lines(page, 1) if _is_near(line, page, _OUTERMOST)]


# -- lines ---------------------------------------------------------------------------------------


def _lines(page: PdfPage, number: int) -> list[_PdfLine]:
    lines: list[_PdfLine] = []
    current: _PdfLine | None = None
    for glyph in page.glyphs[:_MOST_GLYPHS]:
        if glyph.text.isspace():
            # One without width was not drawn: where it belongs, the gap tells.
            is_drawn = glyph.right - glyph.left > 0
            if is_drawn and current is not None:
                current.add_blank()
            continue
        if current is None or not current.takes(glyph):
            current = _PdfLine(number, len(lines), glyph.left, glyph.bottom, glyph.right, glyph.top)
            lines.append(current)
        current.add(glyph)
    for line in lines:
        line.close()
    return [line for line in lines if line.text]


def _without_running_matter(sheets: Sequence[tuple[PdfPage, list[_PdfLine]]]) -> list[list[_PdfLine]]:
    """The lines of each page without what stands at the same edge of many of them, numbers aside."""
    seen: defaultdict[tuple[str, bool], set[int]] = defaultdict(set)
    for page, lines in sheets:
        for line in lines:
            if _is_near(line, page, _EDGE):
                seen[_running_key(line, page)].add(line.page)
    kept = []
    for page, lines in sheets:
        text = [line for line in lines if not _is_running(line, page, seen, len(sheets))]
        kept.append(_without_lone_edges(text, page))
    return kept


def _is_near(line: _PdfLine, page: PdfPage, part: float) -> bool:
    return line.bottom > page.height * (1 - part) or line.top < page.height * part


def _running_key(line: _PdfLine, page: PdfPage) -> tuple[str, bool]:
    return _NUMBER.sub("#", line.text).casefold(), line.bottom > page.height / 2


def _is_running(line: _PdfLine, page: PdfPage, seen: dict[tuple[str, bool], set[int]], pages: int) -> bool:
    if _is_near(line, page, _OUTERMOST):
        return True
    if not _is_near(line, page, _EDGE):
        return False
    if _PAGE_NUMBER.fullmatch(line.text):
        return True
    # A running head may be another for left and right pages, or for each chapter.
    return pages > 1 and len(seen[_running_key(line, page)]) >= max(2, min(pages // 8, 4))


def _without_lone_edges(lines: list[_PdfLine], page: PdfPage) -> list[_PdfLine]:
    """Without the one line at the top, and the one at the bottom, that stands apart in the margin."""
    for is_top in (True, False):
        near = [
            line
            for line in lines
            if _is_near(line, page, _EDGE) and (line.bottom > page.height / 2) == is_top
        ]
        if not near:
            continue
        outer = max(near, key=lambda line: line.bottom) if is_top else min(near, key=lambda line: line.bottom)
        rest = [line for line in lines if abs(line.bottom - outer.bottom) >= outer.size / 2]
        if rest and len(outer.text) < _LONGEST_HEADING and _is_marginal(outer, rest, is_top=is_top):
            lines = rest
    return lines


def _is_marginal(outer: _PdfLine, rest: Sequence[_PdfLine], *, is_top: bool) -> bool:
    """Whether the outermost line is set apart from the rest and is in no larger letters, as a title is."""
    if is_top:
        gap = outer.bottom - max(line.top for line in rest)
    else:
        gap = min(line.bottom for line in rest) - outer.top
    usual = median(line.size for line in rest)
    if gap <= max(1.2 * _leading(rest), 0.8 * outer.size) or outer.size >= _LARGER * usual:
        return False
    is_smallest = outer.size < max(line.size for line in rest)
    return is_smallest or (not is_top and _NUMBER.search(outer.text) is not None)


def _leading(lines: Sequence[_PdfLine]) -> float:
    """The white space between most lines that follow each other."""
    gaps = [
        above.bottom - below.top
        for above, below in pairwise(lines)
        if above.page == below.page and 0 < above.bottom - below.bottom < 3 * above.size
    ]
    return max(median(gaps), 0.0) if gaps else 0.0


# -- columns -------------------------------------------------------------------------------------


def _in_order(lines: list[_PdfLine]) -> list[_PdfLine]:
    """The lines of a page in reading order, each with its column, rows of tables as one line each."""
    if not lines:
        return []
    ordered: list[_PdfLine] = []
    # Regions still to be cut, the next one last; a page is no deeper than its lines.
    waiting = [(lines, _extent(lines))]
    while waiting:
        region, column = waiting.pop()
        if len(region) > 1 and (sides := _columns(region)) is not None:
            waiting.extend((side, _extent(side)) for side in reversed(sides))
        elif len(region) > 1 and (parts := _parts(region)) is not None:
            # What stands above and below each other is of one column still.
            waiting.extend((part, column) for part in reversed(parts))
        else:
            ordered.extend(_rows(region, column))
    return ordered


def _extent(lines: Sequence[_PdfLine]) -> tuple[float, float]:
    return min(line.left for line in lines), max(line.right for line in lines)


def _columns(region: list[_PdfLine]) -> list[list[_PdfLine]] | None:
    """The two sides of a region that are read one after the other; None where it has none."""
    height = median(line.size for line in region)
    gutters = _gaps([(line.left, line.right) for line in region], _GUTTER * height)
    for gutter in sorted(gutters, key=lambda one: one[0] - one[1]):
        middle = sum(gutter) / 2
        left = [line for line in region if line.right <= middle]
        right = [line for line in region if line.left >= middle]
        if _are_columns(left, right):
            return [left, right]
    return None


def _parts(region: list[_PdfLine]) -> list[list[_PdfLine]] | None:
    """What stands above and below the widest white space of a region in which lines stand side by side: a
    title above two columns, a table between paragraphs; None of any other region.
    """
    spaces = _gaps([(line.bottom, line.top) for line in region], 0.0)
    if not spaces or not _has_sides(region):
        return None
    lower, upper = max(spaces, key=lambda one: one[1] - one[0])
    middle = (lower + upper) / 2
    return [
        [line for line in region if line.bottom >= middle],
        [line for line in region if line.top <= middle],
    ]


def _gaps(extents: list[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """The white spaces of at least that width between extents."""
    found: list[tuple[float, float]] = []
    extents.sort()
    end = extents[0][1]
    for first, last in extents[1:]:
        if first - end > least:
            found.append((end, first))
        end = max(end, last)
    return found


def _are_columns(left: Sequence[_PdfLine], right: Sequence[_PdfLine]) -> bool:
    """Whether two sides are read one after the other: a table is drawn row by row."""
    drawn = sorted([(line.order, 0) for line in left] + [(line.order, 1) for line in right])
    changes = sum(one[1] != other[1] for one, other in pairwise(drawn))
    fewest = min(len(left), len(right))
    if changes > max(3, fewest / 2):
        return False
    return (_is_text(left) and _is_text(right)) or (changes == 1 and fewest >= _FEWEST_OF_COLUMN)


def _is_text(lines: Sequence[_PdfLine]) -> bool:
    """Whether lines stand below each other and fill their column as a text does."""
    if not lines:
        return False
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    width = max(right - left, 1.0)
    words = sum(len(line.text.split()) for line in lines)
    return median((line.right - line.left) / width for line in lines) >= _FILLED and words >= 3 * len(lines)


def _has_sides(region: Sequence[_PdfLine]) -> bool:
    """Whether some lines stand beside each other."""
    ordered = sorted(region, key=lambda line: -line.top)
    return any(
        min(above.top, below.top) - max(above.bottom, below.bottom)
        > _SAME_LINE * min(above.top - above.bottom, below.top - below.bottom)
        for above, below in pairwise(ordered)
    )


def _rows(region: list[_PdfLine], column: tuple[float, float]) -> list[_PdfLine]:
    """The lines of one text from top to bottom; those beside each other are one, the cells of a row."""
    rows: list[list[_PdfLine]] = []
    for line in sorted(region, key=lambda one: (-(one.bottom + one.top), one.left)):
        row = rows[-1] if rows else None
        if row is not None and _is_beside(row[0], line):
            row.append(line)
        else:
            rows.append([line])
    found = []
    for row in rows:
        row.sort(key=lambda one: one.left)
        found.append(_as_one(row, column))
    return found


def _is_beside(first: _PdfLine, line: _PdfLine) -> bool:
    shared = min(first.top, line.top) - max(first.bottom, line.bottom)
    return shared > _SAME_LINE * min(first.top - first.bottom, line.top - line.bottom)


def _as_one(row: list[_PdfLine], column: tuple[float, float]) -> _PdfLine:
    first = row[0]
    first.column = column
    if len(row) == 1:
        return first
    widest = max(second.left - one.right for one, second in pairwise(row))
    texts = tuple(line.text for line in row)
    joined = replace(
        first,
        right=max(line.right for line in row),
        bottom=min(line.bottom for line in row),
        top=max(line.top for line in row),
        pieces=[" ".join(texts)],
        sizes=sum((line.sizes for line in row), Counter()),
        bold=sum(line.bold for line in row),
    )
    if widest >= _CELL_GAP * first.size and not _is_label(texts):
        joined.cells = texts
    elif _is_label(texts):
        joined.hang = row[1].left
    return joined


def _is_label(texts: tuple[str, ...]) -> bool:
    """Whether the first of some stretches is the sign or number of an item or a note, and no cell."""
    return len(texts) == 2 and _LABEL.fullmatch(texts[0]) is not None and len(texts[1].split()) > 2


# -- blocks --------------------------------------------------------------------------------------


def _body_size(lines: Sequence[_PdfLine]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes.update(line.sizes)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _footnotes(lines: Sequence[_PdfLine], body: float) -> set[int]:
    """The identities of the lines of footnotes: at the foot of a column, from the sign of a note on, which is
    of smaller letters or which the text refers to.
    """
    found: set[int] = set()
    told = set().union(*(line.notes for line in lines))
    for page in {line.page for line in lines}:
        here = [line for line in lines if line.page == page and not line.cells]
        for number, line in enumerate(here):
            sign = _NOTE.match(line.text)
            is_told = sign is not None and sign[1] in told and line.text[sign.end(1)] in " ]"
            if sign is None or not (line.size < _SMALLER * body or is_told):
                continue
            below = [one for one in here if one.bottom <= line.bottom and _shares_column(one, line)]
            above = [one for one in here[number:] if one.bottom > line.top and _shares_column(one, line)]
            if not above and all(one.size <= line.size for one in below):
                found.update(id(one) for one in below)
    return found


def _shares_column(one: _PdfLine, other: _PdfLine) -> bool:
    return min(one.column[1], other.column[1]) > max(one.column[0], other.column[0])


def _notes(lines: Sequence[_PdfLine]) -> Iterator[list[_PdfLine]]:
    note: list[_PdfLine] = []
    for line in lines:
        if note and _NOTE.match(line.text):
            yield note
            note = []
        note.append(line)
    if note:
        yield note


def _paragraphs(lines: Sequence[_PdfLine], body: float) -> Iterator[list[_PdfLine]]:
    """Lines that are one block, in order."""
    usual = _usual_step(lines, body)
    block: list[_PdfLine] = []
    for line in lines:
        if block and _begins(block, line, usual, body):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _usual_step(lines: Sequence[_PdfLine], body: float) -> float:
    """From one line of a paragraph to the next: what lies below lines that are full and end no sentence."""
    steps = [
        (above.bottom - below.bottom, _is_short(above) or _ENDS.search(above.text) is not None)
        for above, below in pairwise(lines)
        if _follow(above, below) and above.bottom > below.bottom and abs(above.size - body) < 0.07 * body
    ]
    within = [step for step, ends in steps if not ends]
    # Where each line is a paragraph, nothing tells how far apart lines of one would be.
    return median(within) if within else min([step for step, _ in steps] + [1.35 * body])


def _follow(above: _PdfLine, below: _PdfLine) -> bool:
    return above.page == below.page and above.column == below.column


def _begins(block: Sequence[_PdfLine], line: _PdfLine, usual: float, body: float) -> bool:
    """Whether a line is the first of a block."""
    last = block[-1]
    if line.cells or last.cells:
        return True
    if abs(line.size - last.size) > 0.07 * last.size or line.is_bold != last.is_bold:
        return len(line.text) > 2 and len(last.text) > 2
    if _BULLET.match(line.text):
        return True
    ends = _ENDS.search(last.text) is not None
    if not _follow(last, line):
        # Over the end of a column or page a sentence goes on, unless it has ended.
        return ends and (_is_indented(line) or _is_short(last) or not _is_full(last))
    step = last.bottom - line.bottom
    if (
        step > (_PARAGRAPH_GAP * usual if line.size <= _LARGER * body else _LARGE_STEP * line.size)
        or step < 0
    ):
        return True
    if block[0].hang is not None and line.left < block[0].hang - _INDENT * line.size:
        return True
    if ends and abs(line.left - last.left) > _INDENT * line.size and not _is_full(last):
        return True
    if _is_indented(line) and not _is_indented(last) and (len(block) > 1 or ends or _is_short(last)):
        return True
    if _is_indented(line) and ends:
        return True
    if _ITEM.match(line.text) and (ends or _ITEM.match(block[0].text)):
        return True
    return ends and _is_short(last)


def _is_indented(line: _PdfLine) -> bool:
    return line.left - line.column[0] > _INDENT * line.size


def _is_short(line: _PdfLine) -> bool:
    left, right = line.column
    return line.right - left < _SHORT * (right - left)


def _is_full(line: _PdfLine) -> bool:
    left, right = line.column
    return line.right - left > 0.93 * (right - left)


def _block(lines: Sequence[_PdfLine], body: float, hyphens: LineHyphens) -> tuple[ExtractedBlock, float]:
    """The block of some lines, and for a heading the size of its letters."""
    first = lines[0]
    if first.cells:
        return ExtractedBlock("row", "\t".join(first.cells), page=first.page), 0.0
    text = hyphens.join(line.text for line in lines)
    size = max(line.size for line in lines)
    is_short = len(text) <= _LONGEST_HEADING and len(lines) <= 4
    is_larger = size > _LARGER * body
    is_bold = all(line.is_bold for line in lines) and not _ENDS.search(text)
    kind: PassageKind = "paragraph"
    level = 0
    if is_short and (is_larger or (is_bold and len(text) < _LONGEST_HEADING / 2 and len(lines) <= 2)):
        kind = "heading"
    elif _CAPTION.match(text) and is_short:
        kind = "caption"
    elif bullet := _BULLET.match(text):
        kind, level, text = "list item", 1, text[bullet.end() :]
    elif _is_set_in(lines):
        kind = "quote"
    return ExtractedBlock(kind, text, level, page=first.page), size if kind == "heading" else 0.0


def _is_set_in(lines: Sequence[_PdfLine]) -> bool:
    """Whether all lines begin far to the right of their column, as a quotation's do."""
    indents = [(line.left - line.column[0]) / line.size for line in lines]
    return min(indents) > (_SET_IN if len(lines) > 1 else 2 * _SET_IN)


def _ranked(blocks: Sequence[tuple[ExtractedBlock, float]]) -> list[ExtractedBlock]:
    """The blocks with the levels of their headings, by the size of their letters; the largest one on top is
    the title."""
    sizes = sorted({round(size) for block, size in blocks if block.kind == "heading"}, reverse=True)
    found = []
    for number, (block, size) in enumerate(blocks):
        if block.kind != "heading":
            found.append(block)
            continue
        rank = sizes.index(round(size))
        alone = sum(round(other) == sizes[0] for _, other in blocks) == 1
        if rank == 0 and alone and number < 4 and block.page == 1 and len(blocks) > 2:
            found.append(replace(block, kind="title", level=0))
        else:
            found.append(replace(block, level=min(rank + 1, _LEVELS)))
    return found
