"""Which blocks of a page are its article.

trafilatura says which words are; the blocks themselves, their kinds and their order are the page's own. What
it drops of an article (headings, captions, lists, quotations, tables) is taken back where it stands among
what it keeps, and what it keeps of the page's furniture is left out. Without trafilatura, the article is the
part of the page with most running text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from briefing.reading.document_dates import date_in
from briefing.reading.html.html_blocks import LITTER, PageBlock, PageBlocks, Zone, squash
from briefing.reading.html.html_metadata import PageMetadata
from briefing.reading.html.page_words import any_of

_PIECE = 48
_SHORT = 12
_LEAST_SHARE = 0.45
"""Of a block's letters that trafilatura kept, for the block to be kept."""
_RUNNING = 80
"""Characters of a block of running text."""
_FARTHEST_LEAD, _MOST_LEADS = 40, 6
"""Blocks above the text, and lines of some length among them, within which its summary stands."""
_APART = 0.3
"""Share of the article from which on what a name says of a part of the page is not believed."""
_MOST_LINKED = 0.5
_ALL_LINKED = 0.9
_SHORT_LINE = 60


class KeptWords:
    """What trafilatura made of a page, to be asked whether it kept a block."""

    def __init__(self, lines: Sequence[str]) -> None:
        squashed = [squash(line) for line in lines]
        self._lines = frozenset(squashed)
        self._whole = "\x00".join(squashed)

    def share(self, block: PageBlock) -> float:
        """How much of the letters of a block it kept, from 0 to 1."""
        text = block.squashed
        if block.kind == "row":
            # Of a short row each cell by itself: a number stands in many a sentence.
            known = self._lines if len(text) < _SHORT else self._whole
            cells = [squash(cell) for cell in block.text.split("\t")]
            return sum(len(cell) for cell in cells if cell and cell in known) / len(text)
        if len(text) < _SHORT or (block.link_density > _ALL_LINKED and len(block.text) < _SHORT_LINE):
            # A name in a menu stands in many a sentence of the article.
            return float(text in self._lines)
        if text in self._whole:
            return 1.0
        step = min(_PIECE, (len(text) + 1) // 2)
        pieces = [text[at : at + step] for at in range(0, len(text), step)]
        return sum(len(piece) for piece in pieces if piece in self._whole) / len(text)


def choose_blocks(page: PageBlocks, words: KeptWords) -> list[bool]:
    """Tell for each block of a page whether it is the article's, its title and byline among them."""
    blocks = page.blocks
    said = [words.share(block) >= _LEAST_SHARE for block in blocks]
    return extended(page, said)


def main_part(page: PageBlocks) -> list[bool]:
    """Tell the same without trafilatura: the blocks of the element that holds most running text."""
    blocks = page.blocks
    apart = LITTER | Zone.WALL | Zone.FOOTER
    is_running = [
        block.kind in ("paragraph", "quote", "list item")
        and len(block.text) >= _RUNNING
        and block.link_density < 0.3
        and not block.zone & (apart & ~Zone.FURNITURE)
        for block in blocks
    ]
    total = sum(len(block.text) for block, runs in zip(blocks, is_running, strict=True) if runs)
    if not total:
        # A page of short lines: all of it that is not links.
        return [block.link_density < _MOST_LINKED and not block.zone & Zone.HIDDEN for block in blocks]
    scores: defaultdict[int, float] = defaultdict(float)
    for block, runs in zip(blocks, is_running, strict=True):
        if runs:
            # A text that is spread over many places is none: what is near counts in full.
            for distance, one in enumerate(page.ancestors(block.container)):
                scores[one] += len(block.text) * (1.0 if distance < 2 else 0.9**distance)
    weights: Counter[int] = Counter()
    for block in blocks:
        for one in page.ancestors(block.container):
            weights[one] += len(block.text)
    best = max(scores, key=lambda one: (scores[one] * scores[one] / max(weights[one], 1), one))
    said = [
        best in page.ancestors(block.container)
        and block.link_density < _MOST_LINKED
        and (runs or block.kind != "list item" or block.link_density < 0.3)
        for block, runs in zip(blocks, is_running, strict=True)
    ]
    return extended(page, said)


def extended(page: PageBlocks, said: list[bool]) -> list[bool]:
    """Return `said`, without furniture and with what belongs between."""
    blocks = page.blocks
    total = sum(len(block.text) for block, is_said in zip(blocks, said, strict=True) if is_said)
    if not total:
        return list(said)
    zones = believed_zones(page, said, total)
    litter = LITTER | Zone.WALL
    keep = [is_said and not zone & litter for zone, is_said in zip(zones, said, strict=True)]
    kept = sum(len(block.text) for block, is_kept in zip(blocks, keep, strict=True) if is_kept)
    if kept < _APART * total:
        # All of it stands in small parts that are called furniture: on this page the name means nothing.
        litter = Zone.COMMENTS | Zone.HIDDEN
        keep = [is_said and not zone & litter for zone, is_said in zip(zones, said, strict=True)]
    shapes = Counter(
        page.shapes[block.container]
        for block, is_kept in zip(blocks, keep, strict=True)
        if is_kept and len(block.text) >= _RUNNING
    )
    seen = {block.squashed for block, is_kept in zip(blocks, keep, strict=True) if is_kept}
    core = _core(page, keep)
    for index, block in enumerate(blocks):
        if said[index] and zones[index] & litter == Zone.HIDDEN:
            keep[index] = _waits(block, shapes[page.shapes[block.container]], seen)
        if said[index] or zones[index] & (litter | Zone.HIDDEN):
            continue
        is_running = len(block.text) >= _RUNNING and block.link_density < 0.3
        if is_running and block.kind != "caption" and shapes[page.shapes[block.container]] > 1:
            keep[index] = True
    bodies = [index for index, is_kept in enumerate(keep) if is_kept and len(blocks[index].text) >= _RUNNING]
    first, last = (bodies[0], bodies[-1]) if bodies else (0, len(blocks))
    leads = _leads_begin(blocks, first)
    begin = _begins(page, keep, core, first)
    for index in (headlines := _headlines(blocks, keep, zones, litter)):
        keep[index] = True
    headed = False
    for index, block in enumerate(blocks):
        headed = headed or (block.kind == "heading" and not zones[index] & (LITTER | Zone.ASIDE))
        if keep[index] or said[index] or zones[index] & (litter | Zone.HIDDEN | Zone.FOOTER):
            continue
        if headed and leads <= index < first and _is_lead(block, zones[index]):
            keep[index] = True
            continue
        if core and core not in page.ancestors(block.container):
            continue
        if block.kind == "caption":
            keep[index] = first - 6 <= index <= last + 1 and block.link_density < _MOST_LINKED
        elif begin < index < last:
            keep[index] = _is_between(blocks, keep, index, zones[index], is_in_core=core > 0)
    _drop_repeated(blocks, keep)
    _drop_links(blocks, keep, total, headlines)
    _drop_prompts(blocks, keep, total)
    _cut_end(page, keep, total, shapes)
    _drop_last_headings(page, keep, core)
    return keep


def _drop_last_headings(page: PageBlocks, keep: list[bool], core: int) -> None:
    """Leave out headings behind the text that head what was left out; the last line of an article may be
    set as one."""
    is_last = True
    for index in range(len(page.blocks) - 1, -1, -1):
        block = page.blocks[index]
        if keep[index]:
            if block.kind != "heading":
                return
            keep[index] = is_last
        if not core or core in page.ancestors(block.container):
            is_last = False


_FEWEST_HEADLINES = 3
_LEAST_HEADED = 0.5
"""Share of the text that stands below headlines, of a page that is made of such."""
_FARTHEST_HEADED = 4


def _headlines(
    blocks: Sequence[PageBlock], keep: Sequence[bool], zones: Sequence[int], litter: int
) -> frozenset[int]:
    """The headings that are links, each above text that was kept, of a page that is made of such.

    A weekly edition, a digest, a front page: what a heading leads to is summed up below it. In the middle of
    an article a heading that is a link leads to another one.
    """
    found: set[int] = set()
    headed = total = 0
    above: PageBlock | None = None
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            if (
                block.link_density > _ALL_LINKED
                and not zones[index] & (litter | Zone.FOOTER)
                and not any_of("lines", "ends").match(block.text)
                and _heads_text(blocks, keep, index)
            ):
                found.add(index)
                above = block
            elif above is not None and block.level <= above.level:
                above = None
        elif keep[index]:
            total += len(block.text)
            headed += len(block.text) * (above is not None)
    if len(found) < _FEWEST_HEADLINES or headed < _LEAST_HEADED * total:
        return frozenset()
    # What a part of the page is called stands above the first of its headlines.
    headings = [index for index, block in enumerate(blocks) if block.kind == "heading"]
    found.update(
        one
        for one, following in pairwise(headings)
        if following in found
        and following - one <= _FARTHEST_HEADED
        and not zones[one] & (litter | Zone.FOOTER)
    )
    return frozenset(found)


def _heads_text(blocks: Sequence[PageBlock], keep: Sequence[bool], index: int) -> bool:
    """Whether running text that was kept stands right below a heading."""
    for at in range(index + 1, min(index + 1 + _FARTHEST_HEADED, len(blocks))):
        block = blocks[at]
        if block.kind == "heading":
            return False
        if keep[at] and len(block.text) >= _RUNNING and block.link_density < 0.3:
            return True
    return False


_SHORTEST_REPEATED = 30


def _drop_repeated(blocks: Sequence[PageBlock], keep: list[bool]) -> None:
    """Leave out captions and lists that stand there a second time, as pages of pictures have them.

    Two lists that have some items in common are two.
    """
    seen: set[str] = set()
    index = 0
    while index < len(blocks):
        kind = blocks[index].kind
        end = index + 1
        while kind == "list item" and end < len(blocks) and blocks[end].kind == kind:
            end += 1
        run = [at for at in range(index, end) if keep[at] and len(blocks[at].squashed) >= _SHORTEST_REPEATED]
        if kind in ("caption", "list item") and all(blocks[at].squashed in seen for at in run):
            for at in run:
                keep[at] = False
        seen.update(blocks[at].squashed for at in run)
        index = end


_LONGEST_PROMPT = 450


def _drop_prompts(blocks: Sequence[PageBlock], keep: list[bool], total: int) -> None:
    """Leave out what asks readers to subscribe, follow or share, at either end of the article."""
    seen = 0
    for index, block in enumerate(blocks):
        if not keep[index]:
            continue
        place = seen / total
        seen += len(block.text)
        at_end = place < 0.05 or seen > 0.85 * total
        if (
            at_end
            and len(block.text) < _LONGEST_PROMPT
            and block.kind != "row"
            and any_of("lines", "prompts").search(block.text)
        ):
            keep[index] = False


def believed_zones(page: PageBlocks, said: Sequence[bool], total: int) -> list[int]:
    """For each block, what the names of the elements around it say that hold little of the article.

    An element that holds much of it is no furniture, whatever it is called.
    """
    held: Counter[int] = Counter()
    seen = 0
    for block, is_said in zip(page.blocks, said, strict=True):
        if is_said:
            seen += len(block.text) * (not block.zone & Zone.HIDDEN)
            for one in page.ancestors(block.container):
                held[one] += len(block.text)
    # Pages hide copies of their text for machines; a text that is hidden altogether waits for a script.
    hidden = Zone.HIDDEN if seen >= _APART * total else Zone.NONE
    around: dict[int, int] = {0: Zone.NONE}

    def zone_of(container: int) -> int:
        waiting = [one for one in page.ancestors(container) if one not in around]
        for one in reversed(waiting):
            own = page.zones[one] if held[one] < _APART * total else page.zones[one] & hidden
            around[one] = around[page.parents[one]] | own
        return around[container]

    inner = Zone.BYLINE | Zone.DATE
    return [zone_of(block.container) | (block.zone & inner) for block in page.blocks]


def _is_between(
    blocks: Sequence[PageBlock], keep: Sequence[bool], index: int, zone: int, *, is_in_core: bool
) -> bool:
    """Whether a block that stands amid what was kept is of the article."""
    block = blocks[index]
    if block.kind == "heading":
        is_followed = any(keep[index + 1 : index + 5]) or _heads_list(blocks, index)
        return not zone & Zone.ASIDE and block.link_density <= _ALL_LINKED and is_followed
    if block.link_density > _MOST_LINKED:
        return is_in_core and block.kind == "list item" and _is_listed(blocks, keep, index)
    if block.kind in ("list item", "quote", "row", "code"):
        return not zone & Zone.FIGURE
    return len(block.text) > _SHORT_LINE and not zone & (Zone.ASIDE | Zone.FIGURE)


def _begins(page: PageBlocks, keep: Sequence[bool], core: int, first: int) -> int:
    """The first line that was kept of an article of which `first` is running text; a title may be above."""
    return next(
        (
            index
            for index, block in enumerate(page.blocks[:first])
            if keep[index] and block.kind == "paragraph" and core and core in page.ancestors(block.container)
        ),
        first,
    )


def _heads_list(blocks: Sequence[PageBlock], index: int) -> bool:
    """Whether a heading, which does not say that it leads away, stands directly above items of a list."""
    below = blocks[index + 1 : index + 3]
    return (
        len(below) == 2
        and all(one.kind == "list item" for one in below)
        and not any_of("lines", "ends").match(blocks[index].text)
    )


def _is_listed(blocks: Sequence[PageBlock], keep: Sequence[bool], index: int) -> bool:
    """Whether an item that is a link stands in a list of the article: directly below a heading of it that was
    kept, or a kept item."""
    before = index - 1
    return before >= 0 and keep[before] and blocks[before].kind in ("heading", "list item")


def _waits(block: PageBlock, alike: int, seen: Collection[str]) -> bool:
    """Whether a hidden block is one of many like those that are shown, as further slides are, and no copy."""
    return alike > 1 and len(block.text) >= _RUNNING and block.squashed not in seen


def _leads_begin(blocks: Sequence[PageBlock], first: int) -> int:
    """The block from which on a summary may stand above the first of running text.

    Between may stand who wrote it, when, and a row of links that share it: short lines.
    """
    lines = 0
    for index in range(first - 1, max(first - _FARTHEST_LEAD, -1), -1):
        lines += len(blocks[index].text) >= _SHORT_LINE
        if lines > _MOST_LEADS:
            return index + 1
    return max(first - _FARTHEST_LEAD, 0)


def _is_lead(block: PageBlock, zone: int) -> bool:
    """Whether a block above the text has the form of its summary."""
    return (
        block.kind in ("paragraph", "heading")
        and len(block.text) >= (_RUNNING if block.kind == "paragraph" else _SHORT_DECK)
        and block.link_density < 0.2
        and block.text.rstrip('"”’»)')[-1:] in ".!?…"
        and not zone & (LITTER | Zone.FIGURE | Zone.FOOTER | Zone.WALL | Zone.BYLINE)
    )


def _core(page: PageBlocks, keep: Sequence[bool]) -> int:
    """The innermost element that holds nearly all running text that was kept; 0 where it is the page."""
    held: Counter[int] = Counter()
    total = 0
    for block, is_kept in zip(page.blocks, keep, strict=True):
        if is_kept and len(block.text) >= _SHORT_LINE:
            total += len(block.text)
            for one in page.ancestors(block.container):
                held[one] += len(block.text)
    return max((one for one, size in held.items() if size >= 0.85 * total), default=0)


_SHORT_DECK = 45
_LEAST_TEXT = 500
_SIGNS = " \t\n>»→•*|-–—"


def _drop_links(
    blocks: Sequence[PageBlock], keep: list[bool], total: int, headlines: Collection[int]
) -> None:
    """Leave out what only leads to other pages, of an article that is text for the most part; not its
    `headlines`."""
    if total < _LEAST_TEXT:
        return
    for index, block in enumerate(blocks):
        if index in headlines or not keep[index] or len(block.text) >= 250:
            continue
        if block.kind in ("paragraph", "quote", "heading"):
            linked = block.link_density
            if linked > _ALL_LINKED or (
                linked > 0.4 and any_of("lines", "see_also").match(block.text.lstrip(_SIGNS))
            ):
                keep[index] = False


def _cut_end(page: PageBlocks, keep: list[bool], total: int, shapes: Counter[int]) -> None:
    """Leave out what stands below a heading that says that the article is over, or interrupted."""
    blocks = page.blocks
    seen = 0

    def shape(block: PageBlock) -> int:
        return page.shapes[block.container]

    for index, block in enumerate(blocks):
        if not keep[index]:
            continue
        short = len(block.text) < _SHORT_LINE and block.kind not in ("row", "list item")
        if short and seen > 0.3 * total and any_of("lines", "ends").match(block.text):
            rest = []
            for at in range(index, len(blocks)):
                if keep[at]:
                    one = blocks[at]
                    if len(one.text) > 150 and one.link_density < 0.3 and shapes[shape(one)] > 2:
                        break
                    rest.append(at)
            if sum(len(blocks[at].text) for at in rest) < 0.25 * total:
                for at in rest:
                    keep[at] = False
        seen += len(block.text)


def body_start(page: PageBlocks, keep: Sequence[bool]) -> int:
    """The first block of running text; 0 where there is none."""
    return next(
        (
            index
            for index, (block, is_kept) in enumerate(zip(page.blocks, keep, strict=True))
            if is_kept and block.kind == "paragraph" and len(block.text) > 120
        ),
        0,
    )


_HEADER_LINE = 160
_SHORT_HEADER_LINE = 70


def _opens_byline(text: str) -> bool:
    match = any_of("lines", "byline").match(text)
    return match is not None and not text[match.end() : match.end() + 1].isalnum()


def drop_header(page: PageBlocks, keep: list[bool], said: PageMetadata, start: int) -> None:
    """Leave out title, site, byline and date above the text: they are metadata."""
    title = squash(said.title or "")
    site = squash(said.source or "")
    author = squash((said.author or "").partition(",")[0])
    for index, block in enumerate(page.blocks):
        if not keep[index]:
            continue
        is_told = block.squashed in (title, site) and index <= start + 1
        if is_told or index == said.title_block:
            keep[index] = False
        elif index <= start + 1 and len(block.text) < _HEADER_LINE:
            keep[index] = not _is_header_line(block, author)


def _is_header_line(block: PageBlock, author: str) -> bool:
    """Whether a line above the text says who wrote it, or when."""
    if block.kind not in ("paragraph", "list item", "heading"):
        return False
    is_short = len(block.text) < _SHORT_HEADER_LINE
    if block.zone & (Zone.BYLINE | Zone.DATE) and (is_short or date_in(block.text)):
        return True
    if len(author) > 4 and block.squashed.startswith(author) and len(block.squashed) < len(author) + 15:
        return True
    return (
        is_short and (_opens_byline(block.text) or date_in(block.text) != "") and block.text[-1:] not in ".!?"
    )


_MOST_BOLD_WORDS = 14
_NO_HEADING = frozenset(".:,;…-–—")
"""Signs with which a heading does not end: a label or a sentence in bold does."""


def set_bold_headings(page: PageBlocks, keep: Sequence[bool]) -> None:
    """Take lines that are bold from end to end, amid running text, for the headings that they are."""
    blocks = page.blocks
    kept = [index for index, is_kept in enumerate(keep) if is_kept]
    level = 1
    for before, index, after in zip(kept, kept[1:], kept[2:], strict=False):
        if blocks[before].kind == "heading" and not blocks[before].is_bold:
            level = blocks[before].level
        if (
            _is_bold_line(blocks[index])
            and blocks[before].kind != "heading"
            and len(blocks[after].text) >= _RUNNING
            and not blocks[after].is_bold
            and blocks[after].kind in ("paragraph", "list item")
        ):
            blocks[index].kind, blocks[index].level = "heading", min(level + 1, 6)


def _is_bold_line(block: PageBlock) -> bool:
    """Whether a paragraph has the form of a heading."""
    text = block.text
    return (
        block.is_bold
        and not block.is_entry_time
        and block.kind == "paragraph"
        and "\n" not in text
        and len(text.split()) <= _MOST_BOLD_WORDS
        and text[0].isalnum()
        and not text[0].islower()
        and text[-1] not in _NO_HEADING
        and block.link_density < 0.2
        and not _opens_byline(text)
        and not block.zone & (Zone.BYLINE | Zone.DATE)
        and date_in(text) == ""
    )
