"""Copies as an analysis of the corpus: how they are found, brought up to date, and kept.

What is kept is how alike the passages are that may be copies, also where that is not enough: which
passages to compare is quickly said from the index, but comparing them needs their texts.
"""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from briefing.errors import LibraryError
from briefing.model.corpus_analysis import CorpusAnalysis, CorpusView
from briefing.related.copies import Likenesses
from briefing.text.compressed import compress, decompress

if TYPE_CHECKING:
    from briefing.related.related_index import RelatedIndex

INDEX = "related"
"""The input: the index of related passages."""
_PARTS = ("one", "other", "likeness")


def _index(view: CorpusView) -> RelatedIndex:
    return cast("RelatedIndex", view.input(INDEX))


def update(view: CorpusView, before: Likenesses | None, changed: Collection[int]) -> Likenesses:
    """Return how alike all passages are that may be copies; those of articles that have not changed since
    `before` are compared no more."""
    from briefing.related.segment_set import place_of

    gone = set(changed)
    kept = {
        pair: likeness
        for pair, likeness in (before.pairs if before is not None else {}).items()
        if gone.isdisjoint(place_of(place).article for place in pair)
    }
    return _index(view).likenesses(Likenesses(kept))


def within(view: CorpusView, numbers: Collection[int]) -> Likenesses:
    """Return the same for the groups to which passages of some articles belong."""
    return _index(view).likenesses_of(numbers)


def pack(found: Likenesses) -> bytes:
    """Return likenesses as three arrays, with a checksum."""
    import numpy as np

    rows = list(found)
    packed = io.BytesIO()
    kinds = (np.int64, np.int64, np.float64)
    columns = {
        name: np.array([row[at] for row in rows], dtype=kind)
        for at, (name, kind) in enumerate(zip(_PARTS, kinds, strict=True))
    }
    # numpy's stub takes the arrays by name for an option of its own.
    np.savez(packed, **columns)  # type: ignore[arg-type]
    return compress(packed.getvalue())


def unpack(packed: bytes) -> Likenesses:
    """Return what `pack` was given; LibraryError when it is damaged."""
    import zipfile

    import numpy as np

    try:
        with np.load(io.BytesIO(decompress(packed)), allow_pickle=False) as stored:
            columns = [stored[name].tolist() for name in _PARTS]
        return Likenesses({(one, other): like for one, other, like in zip(*columns, strict=True)})
    except (KeyError, ValueError, OSError, EOFError, TypeError, zipfile.BadZipFile) as error:
        raise LibraryError("the kept copies are damaged") from error


ANALYSIS: CorpusAnalysis[Likenesses] = CorpusAnalysis(
    name="copies",
    version=1,
    inputs=(INDEX,),
    update=update,
    within=within,
    most=500,
    pack=pack,
    unpack=unpack,
)
