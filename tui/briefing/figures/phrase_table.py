"""Fixed phrases of tokens, found at a place in a line: the lookup behind units and currencies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from briefing.figures.token_line import Line

Payload = TypeVar("Payload")


@dataclass(frozen=True, slots=True)
class Phrase(Generic[Payload]):
    """Tokens with what they mean."""

    tokens: tuple[str, ...]
    """Lower-case forms, or the written forms where `exact`."""
    exact: bool
    glued: bool
    """True where no blank may stand between the phrase and its number."""
    tight: tuple[bool, ...]
    """For each token, whether it must follow the one before it without a blank."""
    payload: Payload


def _order(phrase: Phrase[Payload]) -> tuple[int, bool]:
    """Longer ones are looked for first, and of those as long the exact ones."""
    return -len(phrase.tokens), not phrase.exact


class PhraseTable(Generic[Payload]):
    """Phrases by their first two tokens, and by all of their tokens to look backwards, longest first."""

    def __init__(self) -> None:
        self._firsts: set[str] = set()
        self._by_start: dict[tuple[str, ...], list[Phrase[Payload]]] = {}
        """Phrases by the lower-case forms of their first two tokens, or of the only one."""
        self._lengths: dict[str, list[int]] = {}
        """How many tokens the phrases have that end with a form, longest first."""
        self._exact: dict[tuple[str, ...], list[Phrase[Payload]]] = {}
        self._loose: dict[tuple[str, ...], list[Phrase[Payload]]] = {}

    def add(self, written: str, payload: Payload, *, exact: bool, glued: bool = False) -> None:
        """Put a phrase in; the first payload given for the same phrase stays."""
        line = Line(written, 0, len(written))
        tokens = tuple(line.raws[i] if exact else line.lows[i] for i in range(len(line)))
        if not exact:
            tokens = tuple(t for t in tokens if t != "-")
        tight = tuple(exact and line.glued(i) for i in range(len(line)))
        phrase = Phrase(tokens, exact, glued, tight, payload)
        forms = line.lows[: len(line)] if exact else list(tokens)
        self._firsts.add(forms[0])
        row = self._by_start.setdefault(tuple(forms[:2]), [])
        row.append(phrase)
        row.sort(key=_order)
        lengths = self._lengths.setdefault(line.lows[len(line) - 1], [])
        if len(tokens) not in lengths:
            lengths.append(len(tokens))
            lengths.sort(reverse=True)
        (self._exact if exact else self._loose).setdefault(tokens, []).append(phrase)

    def first_words(self) -> frozenset[str]:
        """The forms that a phrase begins with."""
        return frozenset(self._firsts)

    def last_words(self) -> frozenset[str]:
        """The forms that a phrase ends with."""
        return frozenset(self._lengths)

    def at(self, line: Line, index: int, *, glued: bool) -> tuple[Payload, int] | None:
        """The longest phrase that begins at token `index`, and the token after it.

        `glued` says whether the phrase is tied to a number before it.
        """
        if line.lows[index] not in self._firsts:
            return None
        for phrase in self._starting(line, index):
            if phrase.glued and not glued:
                continue
            end = self._forward(line, index, phrase)
            if end:
                return phrase.payload, end
        return None

    def _starting(self, line: Line, index: int) -> Sequence[Phrase[Payload]]:
        """The phrases whose first two tokens, or whose only one, stand at token `index`."""
        low, after = line.lows[index], index + 1
        longer = self._by_start.get((low, line.lows[after]), ())
        if line.hyphen(after):
            # A hyphen may tie the words of a phrase.
            tied = self._by_start.get((low, line.lows[after + 1]), ())
            longer = sorted([*longer, *tied], key=_order)
        single = self._by_start.get((low,), ())
        return [*longer, *single] if longer else single

    def before(self, line: Line, index: int) -> tuple[Payload, int] | None:
        """The longest phrase that ends just before token `index`, and its first token."""
        for length in self._lengths.get(line.lows[index - 1], ()):
            first = index - length
            if first < 0:
                continue
            for table, forms in ((self._exact, line.raws), (self._loose, line.lows)):
                for phrase in table.get(tuple(forms[first:index]), ()):
                    if phrase.glued and not line.glued(index):
                        continue
                    if all(line.glued(first + k) for k, tight in enumerate(phrase.tight) if tight):
                        return phrase.payload, first
        return None

    @staticmethod
    def _forward(line: Line, index: int, phrase: Phrase[Payload]) -> int:
        forms = line.raws if phrase.exact else line.lows
        j = index
        for k, token in enumerate(phrase.tokens):
            if k and not phrase.exact and line.hyphen(j):
                j += 1
            if forms[j] != token or (phrase.exact and phrase.tight[k] and not line.glued(j)):
                return 0
            j += 1
        return j
