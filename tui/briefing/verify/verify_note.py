"""What the sources of a note have of its claims.

Goes through the articles that are cited first, and through the others only for what was not found there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from briefing.model.article import Article, Span
from briefing.model.corpus_analysis import Steps
from briefing.model.figure import Figure
from briefing.model.verification import ClaimStatus, VerifiedClaim
from briefing.text.terms import stems
from briefing.text.tokens import WORD, fold
from briefing.verify.canonical_text import JOINED, CanonicalText, canonical
from briefing.verify.claims import AsOf, Claim
from briefing.verify.figure_search import (
    LEAST_SHARED,
    FigureClaim,
    FoundFigure,
    OtherValues,
    SameValues,
    is_common,
)
from briefing.verify.note_words import note_words
from briefing.verify.quote_search import (
    NearWords,
    QuotePattern,
    as_it_is,
    nearest_words,
    word_parts,
    word_weight,
)

_LEAST_LIKE_WRITTEN = 50.0
"""Per cent of their signs that two figures of one sentence share if one may be meant by the other."""
_MUCH_RATHER = 1.5
"""So many times as much must the words around another value share with a claim to be meant instead of its
own."""
_TELLING = 3
"""Words of a figure ("over four months") from which on they are common no more, if they stand there so."""
_YEAR = re.compile(r"\d{4}")
_DIGIT = re.compile(r"\d")
_CAPITAL = re.compile(r"(?<!\A)(?<![.!?] )[A-Z]|\A[A-Z][a-z]+\Z")
_MOST_ARTICLES = 3
"""Of so many likely articles the words nearest to a quotation are looked for."""
_LEAST_ALIKE_ELSEWHERE = 0.75
"""Words in a source that is not cited must be so like those of a quotation to be meant."""


@dataclass(frozen=True, slots=True)
class SourceArticles:
    """The sources, and what is known of them."""

    names: Sequence[str]
    """In the order of the list."""
    article: Callable[[str], Article]
    figures: Callable[[str], Sequence[Figure]]
    """The figures of the article of that name, in text order."""
    normal_forms: Callable[[Figure], Sequence[str]]
    """A figure as the exports of this program write it, and as those of earlier versions did."""


def verify_claims(
    claims: Sequence[Claim], sources: SourceArticles, as_of: AsOf
) -> Steps[tuple[VerifiedClaim, ...]]:
    """Say of each claim what the sources have of it; a long job that yields `(done, total)` steps.

    `as_of` gives the figures of the note as they are read in an article of a day. What is in a few words
    the note's own reckoning ("two points follow") is left out of the answer.
    """
    quotes = _Quotes(claims, sources)
    figures = _Figures(claims, sources, as_of)
    total = 2 * len(sources.names)
    done = 0
    for part in (quotes.steps(), figures.steps()):
        begun = done
        for step in part:
            done = max(done, begun + min(step, len(sources.names)))
            yield done, total
        done = begun + len(sources.names)
    found = {**quotes.found, **figures.found}
    return tuple(found[number] for number in sorted(found))


def _verified(
    claim: Claim, status: ClaimStatus, article: Article | None = None, span: Span | None = None
) -> VerifiedClaim:
    if article is None or span is None:
        return VerifiedClaim(claim.line, claim.column, claim.kind, claim.text, status)
    words = article.text[span.start : span.end]
    return VerifiedClaim(
        claim.line, claim.column, claim.kind, claim.text, status, article.id, span.start, span.end, words
    )


class _Quotes:
    """Quotations, looked for word for word, then in other words."""

    def __init__(self, claims: Sequence[Claim], sources: SourceArticles) -> None:
        self._claims = {n: c for n, c in enumerate(claims) if c.kind == "quote" or c.as_written}
        self._patterns = {
            n: QuotePattern(claim.quote or claim.text, whole_block=claim.whole_block, number=claim.as_written)
            for n, claim in self._claims.items()
        }
        self._sources = sources
        self.found: dict[int, VerifiedClaim] = {}

    def steps(self) -> Iterator[int]:
        """Look for all of them; yields how many articles have been gone through."""
        cited: dict[int, Collection[str]] = {n: self._names(n) for n in self._claims}
        yield from self._look(cited, "exact")
        # A number alone stands in many texts that mean something else.
        rest = [
            n for n, c in self._claims.items() if n not in self.found and self._cites(n) and not c.as_written
        ]
        yield from self._look(dict.fromkeys(rest, self._sources.names), "elsewhere")
        self._look_for_likenesses()
        yield len(self._sources.names)

    def _cites(self, number: int) -> bool:
        return self._claims[number].cited is not None

    def _names(self, number: int) -> Collection[str]:
        cited = self._claims[number].cited
        return self._sources.names if cited is None else cited

    def _look(self, wanted: dict[int, Collection[str]], status: ClaimStatus) -> Iterator[int]:
        """Look for quotations word for word, each in the articles it is wanted of."""
        by_name: defaultdict[str, set[int]] = defaultdict(set)
        everywhere: set[int] = set()
        for number, names in wanted.items():
            if names is self._sources.names:
                everywhere.add(number)
            else:
                for name in names:
                    by_name[name].add(number)
        keys: defaultdict[str, set[int]] = defaultdict(set)
        for number in wanted:
            keys[self._patterns[number].key].add(number)
        for done, name in enumerate(self._sources.names):
            here = (by_name.get(name, set()) | everywhere) - self.found.keys()
            if here:
                self._look_in(self._sources.article(name), here, keys, status)
            yield done

    def _look_in(
        self, article: Article, wanted: set[int], keys: dict[str, set[int]], status: ClaimStatus
    ) -> None:
        likely = wanted & keys.get("", set())
        there = set(map(fold, WORD.findall(article.text)))
        if JOINED.search(article.text):
            there.update(map(fold, WORD.findall(canonical(article.text))))
        for word in word_parts(there):
            if some := keys.get(word):
                likely |= wanted & some
        if not likely:
            return
        text = CanonicalText.of(article.text)
        for number in sorted(likely):
            claim = self._claims[number]
            found = self._patterns[number].find(text)
            if found is None and claim.whole_block:
                found = as_it_is(claim.text, article.text)
            if found is not None:
                start, end = found
                # Of "section 3" the number is claimed.
                start = max(start, end - len(claim.text)) if claim.as_written else start
                self.found[number] = _verified(claim, status, article, Span(start, end))

    def _look_for_likenesses(self) -> None:
        """Say of what is not found word for word what stands in its sources, or else in any, in its place."""
        rest = [n for n, claim in self._claims.items() if n not in self.found and not claim.as_written]
        for number, (article, near) in self._nearest({n: self._names(n) for n in rest}).items():
            status: ClaimStatus = "differs" if near.of_figures else "reworded"
            self.found[number] = _verified(self._claims[number], status, article, near.span)
        rest = [n for n in rest if n not in self.found and self._cites(n)]
        for number, (article, near) in self._nearest(dict.fromkeys(rest, self._sources.names)).items():
            if near.likeness >= _LEAST_ALIKE_ELSEWHERE:
                self.found[number] = _verified(self._claims[number], "elsewhere", article, near.span)
        for number, claim in self._claims.items():
            self.found.setdefault(number, _verified(claim, "missing"))

    def _nearest(self, wanted: Mapping[int, Collection[str]]) -> dict[int, tuple[Article, NearWords]]:
        """The words nearest to quotations, each in the articles it is wanted of."""
        found: dict[int, tuple[Article, NearWords]] = {}
        for number, names in self._likely_articles(wanted).items():
            for name in names:
                article = self._sources.article(name)
                near = nearest_words(self._patterns[number], article)
                if near is not None and (number not in found or near.likeness > found[number][1].likeness):
                    found[number] = article, near
        return found

    def _likely_articles(self, wanted: Mapping[int, Collection[str]]) -> dict[int, list[str]]:
        """The articles that share the rarest words with a quotation, a few for each."""
        having: defaultdict[str, set[int]] = defaultdict(set)
        for number in wanted:
            for word in self._patterns[number].folded:
                having[word].add(number)
        likely: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
        for name in self._named_by(wanted):
            weights: defaultdict[int, float] = defaultdict(float)
            for word in {fold(found) for found in WORD.findall(self._sources.article(name).text)}:
                for number in having.get(word, ()):
                    weights[number] += word_weight(word)
            for number, weight in weights.items():
                if name in wanted[number]:
                    heappush(likely[number], (weight, name))
                    if len(likely[number]) > _MOST_ARTICLES:
                        heappop(likely[number])
        return {number: [name for _, name in sorted(some, reverse=True)] for number, some in likely.items()}

    def _named_by(self, wanted: Mapping[int, Collection[str]]) -> Iterator[str]:
        """The articles in which something is wanted."""
        if any(names is self._sources.names for names in wanted.values()):
            yield from self._sources.names
        else:
            yield from sorted({name for names in wanted.values() for name in names})


class _Figures:
    """Figures, looked for by value."""

    def __init__(self, claims: Sequence[Claim], sources: SourceArticles, as_of: AsOf) -> None:
        self._claims = {n: c for n, c in enumerate(claims) if c.kind == "figure" and not c.as_written}
        self._sources = sources
        self._as_of = as_of
        self.found: dict[int, VerifiedClaim] = {}
        self._beyond: dict[int, FigureClaim] = {}
        """Claims with what was found of them in all articles, by their numbers."""
        self._open = [
            FigureClaim(n, claim.figure, {}, self._stems(claim, claim.figure))
            for n, claim in self._claims.items()
            if claim.figure is not None
        ]

    @staticmethod
    def _stems(claim: Claim, figure: Figure) -> frozenset[str]:
        return frozenset(stems(claim.around.replace(figure.text, " ", 1)))

    def steps(self) -> Iterator[int]:
        """Look for all of them; yields how many articles have been gone through."""
        for number, claim in self._claims.items():
            if claim.figure is None:
                self.found[number] = self._captioned(claim)
        self._read_dates()
        yield from self._look(self._open, SameValues(self._open), self._cited)
        # What cites nothing is compared with everything: there, only what does not stand.
        compared = [one for one in self._open if self._cites(one) or not self._may_stand(one)]
        yield from self._look(compared, OtherValues(compared), self._cited)
        self._leave_out_taken()
        doubtful = [one for one in self._open if not self._settle(one, self._claims[one.number])]
        yield from self._settle_elsewhere(doubtful)
        for one in doubtful:
            if one.number not in self.found:
                self._settle_otherwise(one, self._claims[one.number])

    def _cites(self, one: FigureClaim) -> bool:
        return self._claims[one.number].cited is not None

    def _read_dates(self) -> None:
        """Read the dates of the note as they are meant in the articles they cite; of those that cite none,
        and of those with a year, there is one reading only."""
        by_day: defaultdict[str | None, dict[int, FigureClaim]] = defaultdict(dict)
        for one in self._open:
            claim = self._claims[one.number]
            if one.figure.kind == "date" and not _YEAR.search(claim.text):
                for name in claim.cited or ():
                    by_day[self._sources.article(name).published][claim.place] = one
        for day, concerned in by_day.items():
            places = sorted(concerned)
            for figure in self._as_of(day, concerned):
                # "Late Friday" is a day where it can be told which, and begins one word later.
                before = bisect_right(places, figure.start) - 1
                if before < 0 or figure.kind != "date":
                    continue
                dated = concerned[places[before]]
                if figure.start < places[before] + len(dated.figure.text):
                    dated.as_of[day] = figure

    def _cited(self, number: int) -> Collection[str]:
        cited = self._claims[number].cited
        return self._sources.names if cited is None else cited

    def _look(
        self,
        some: Sequence[FigureClaim],
        index: SameValues | OtherValues,
        names_of: Callable[[int], Collection[str]],
    ) -> Iterator[int]:
        """Take in the figures of the articles that claims are looked for in."""
        by_name: defaultdict[str, set[int]] = defaultdict(set)
        everywhere: set[int] = set()
        for one in some:
            names = names_of(one.number)
            if names is self._sources.names:
                everywhere.add(one.number)
            else:
                for name in names:
                    by_name[name].add(one.number)
        for done, name in enumerate(self._sources.names):
            here = everywhere | by_name[name] if name in by_name else everywhere
            if here:
                index.look_in(self._sources.article(name), self._sources.figures(name), here)
            yield done

    # -- verdicts ------------------------------------------------------------------------------

    def _may_stand(self, one: FigureClaim) -> bool:
        """Whether the value stands in what a claim cites, among words enough."""
        standing, claim = one.standing, self._claims[one.number]
        return standing is not None and standing.shared >= self._least(one, claim, standing.figure)

    def _settle(self, one: FigureClaim, claim: Claim) -> bool:
        """Say that a claim stands in what it cites, if it does: no other value is told there in the words of
        the claim much rather than the claimed one."""
        standing = one.standing
        if standing is None or not self._may_stand(one):
            return self._is_day_of(one, claim)
        rival = one.rivals[0] if one.rivals else None
        if (
            rival
            and one.is_told_enough(rival)
            and rival.shared > _MUCH_RATHER * standing.shared + LEAST_SHARED
        ):
            return False
        self.found[one.number] = self._with_others(one, claim, self._at(claim, "exact", standing))
        return True

    def _with_others(self, one: FigureClaim, claim: Claim, found: VerifiedClaim) -> VerifiedClaim:
        """Tell of a claim that itself cites nothing which other articles have it, in words as near to it."""
        if claim.cited is not None and not claim.lent:
            return found
        least = LEAST_SHARED if found.status == "exact" else 0.0
        also = (n for n, shared in one.standing_in.items() if shared >= least and n != found.article)
        return replace(found, also=tuple(also))

    def _leave_out_taken(self) -> None:
        """Let no figure contradict a claim that another claim of the same sentence is."""
        taken: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
        for one in self._open:
            if one.standing is not None and self._may_stand(one):
                figure = one.standing.figure
                taken[self._claims[one.number].around].add((figure.article, figure.start))
        for one in self._open:
            others = taken[self._claims[one.number].around]
            one.rivals = [r for r in one.rivals if (r.figure.article, r.figure.start) not in others]
            one.keep_likeliest()

    @staticmethod
    def _least(one: FigureClaim, claim: Claim, found: Figure) -> float:
        """How much the words around must share for the value to be the same thing's."""
        in_full = len(claim.text.split()) >= _TELLING and canonical(claim.text) in canonical(found.text)
        return LEAST_SHARED if claim.cited is None or (is_common(one.figure) and not in_full) else 0.0

    def _is_day_of(self, one: FigureClaim, claim: Claim) -> bool:
        """Whether a date is the day of a cited article."""
        if one.figure.kind != "date":
            return False
        for name in sorted(claim.cited or ()):
            published = self._sources.article(name).published
            meant = one.in_article_of(published)
            if published and meant.from_ == meant.to == published[:10]:
                self.found[one.number] = VerifiedClaim(
                    claim.line, claim.column, claim.kind, claim.text, "exact", name, found=published
                )
                return True
        return False

    def _settle_elsewhere(self, doubtful: Sequence[FigureClaim]) -> Iterator[int]:
        """Say of claims that they stand in another source, unless the cited one tells another value more
        plainly."""
        here = {one.number: one for one in doubtful if self._claims[one.number].cited is not None}
        there = [FigureClaim(n, one.figure, one.as_of, one.stems) for n, one in here.items()]
        yield from self._look(there, SameValues(there), lambda _: self._sources.names)
        for one in there:
            self._beyond[one.number] = one
            standing = one.standing
            if standing is None or standing.shared < LEAST_SHARED or _is_own_reckoning(one.figure):
                continue
            cited = here[one.number]
            rival = cited.rivals[0] if cited.rivals else None
            if rival is None or not cited.is_told_enough(rival) or standing.shared > rival.shared:
                self.found[one.number] = self._at(self._claims[one.number], "elsewhere", standing)

    def _settle_otherwise(self, one: FigureClaim, claim: Claim) -> None:
        itself_cites = claim.cited is not None and not claim.lent
        own = _is_own_reckoning(one.figure)
        # "The year after" of a note that cites nothing is reckoned from where the note says.
        if one.rivals and one.is_told_enough(one.rivals[0]) and (itself_cites or not own):
            self.found[one.number] = self._at(claim, "differs", one.rivals[0])
            return
        namesake = one.namesake
        if namesake and one.is_told_enough(namesake) and not own:
            status: ClaimStatus = "reworded" if one.figure.kind == "count" else "differs"
            self.found[one.number] = self._at(claim, status, namesake)
            return
        if written := self._written(claim):
            self.found[one.number] = written
            return
        everywhere = self._beyond.get(one.number, one)
        if everywhere.standing and not itself_cites and not is_common(one.figure):
            # A value such as stands in few texts: likely meant, but the words do not tell so.
            found = self._at(claim, "reworded", everywhere.standing)
            self.found[one.number] = self._with_others(everywhere, claim, found)
        elif not own:
            self.found[one.number] = _verified(claim, "missing")

    def _written(self, claim: Claim) -> VerifiedClaim | None:
        """The figure as it is written in a cited source where no figure was found."""
        if not claim.cited or len(claim.text.split()) < 2:
            return None
        pattern = QuotePattern(claim.text)
        for name in sorted(claim.cited):
            article = self._sources.article(name)
            taken = self._sources.figures(name)
            for start, end in pattern.occurrences(CanonicalText.of(article.text)):
                if not any(figure.start < end and start < figure.end for figure in taken):
                    return _verified(claim, "exact", article, Span(start, end))
        return None

    def _at(self, claim: Claim, status: ClaimStatus, found: FoundFigure) -> VerifiedClaim:
        figure = found.figure
        article = self._sources.article(figure.article)
        return _verified(claim, status, article, Span(figure.start, figure.end))

    # -- figures below their sentence, as the exports write them ---------------------------------

    def _captioned(self, claim: Claim) -> VerifiedClaim:
        """A figure that is told below its sentence must be one of that sentence, with that normal form; a
        date with its days above the sentence must lead to these."""
        pattern = QuotePattern(claim.quote, whole_block=True)
        wanted = canonical(claim.dated or claim.text).strip()
        nearest: VerifiedClaim | None = None
        for name in sorted(claim.cited or ()):
            article = self._sources.article(name)
            sentences = _places_of(pattern, article)
            best = 0.0
            for figure in self._sources.figures(name):
                if not any(start <= figure.start < end for start, end in sentences):
                    continue
                span = Span(figure.start, figure.end)
                words = canonical(figure.text).strip() == wanted
                if words and self._says(figure, claim):
                    return _verified(claim, "exact", article, span)
                likeness = 100.0 if words else _likeness(figure.text, claim.dated or claim.text)
                if likeness > max(best, _LEAST_LIKE_WRITTEN):
                    nearest, best = _verified(claim, "differs", article, span), likeness
        return nearest or _verified(claim, "missing")

    def _says(self, figure: Figure, claim: Claim) -> bool:
        """Whether a figure means what is told beside its words."""
        if claim.days is not None:
            return (figure.from_, figure.to) == claim.days
        forms = self._sources.normal_forms(figure)
        return not claim.normal or canonical(claim.normal) in map(canonical, forms)


def _places_of(pattern: QuotePattern, article: Article) -> list[tuple[int, int]]:
    """Where the sentence of a figure stands, or what is nearest to it, or all of the article."""
    found = list(pattern.occurrences(CanonicalText.of(article.text)))
    if not found and (near := nearest_words(pattern, article)) is not None:
        found = [(near.span.start, near.span.end)]
    return found or [(0, len(article.text))]


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.fuzz import ratio

    return ratio(one, other)


def _is_own_reckoning(figure: Figure) -> bool:
    """Whether a figure may be the note's own: a number or a time in words that only frames what is said."""
    if _DIGIT.search(figure.text):
        return False
    if figure.unit in note_words()["framing"]:
        return True
    if figure.key is not None:
        return False
    return figure.kind != "date" or not _CAPITAL.search(figure.text)
