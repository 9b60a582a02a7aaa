"""Which articles a note means: by path, address, title, file name, or source and date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from urllib.parse import unquote

from briefing.model.excerpt import Citation
from briefing.text.tokens import words
from briefing.verify.note_reader import NoteBlock, Pointer
from briefing.verify.note_words import note_words
from briefing.working_folder import absolute_path

_MOST_WORDS = 200
"""Words of a footnote in which a title or a source is looked for."""
_LONGEST_NAME = 40
"""Words of the longest title that is looked for."""
_ISO_DAY = re.compile(r"(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
_AROUND = " \t\n.,;:()[]<>\"'“”‘’"
NONE: frozenset[str] = frozenset()


class CitedSources:
    """The articles at hand, by all the names a note may call them."""

    def __init__(
        self, citations: Iterable[Citation], footnotes: Mapping[str, NoteBlock], folder: str = ""
    ) -> None:
        """`footnotes` are those of the note by their labels; from `folder`, where it lies, its links go."""
        self._footnotes = footnotes
        self._folder = folder
        self._by_path: defaultdict[str, set[str]] = defaultdict(set)
        self._by_address: defaultdict[str, set[str]] = defaultdict(set)
        self._by_title: defaultdict[str, set[str]] = defaultdict(set)
        self._by_source: defaultdict[str, set[str]] = defaultdict(set)
        self._citations: dict[str, Citation] = {}
        for citation in citations:
            self._take(citation)
        self._known: dict[Pointer, frozenset[str]] = {}

    def _take(self, citation: Citation) -> None:
        name = citation.article
        self._citations[name] = citation
        for path in (name, absolute_path(name), PurePath(name).name):
            self._by_path[path].add(name)
        file, _, record = name.partition("#")
        if record:
            self._by_path[file].add(name)
            self._by_path[absolute_path(file)].add(name)
            self._by_path[PurePath(file).name].add(name)
        if citation.url:
            self._by_address[_plain_address(citation.url)].add(name)
        if title := _folded(citation.title):
            self._by_title[title].add(name)
        if citation.source and (source := _folded(citation.source)):
            self._by_source[source].add(name)

    def cited(self, pointer: Pointer) -> frozenset[str]:
        """The articles that a place of the note points to; none where it names no source at hand."""
        if pointer not in self._known:
            self._known[pointer] = self._find(pointer)
        return self._known[pointer]

    def _find(self, pointer: Pointer) -> frozenset[str]:
        if pointer.form == "link":
            return self._at(pointer.target)
        if pointer.form == "words":
            return self._named(pointer.target)
        block = self._footnotes.get(pointer.target)
        if block is None:
            return NONE
        for inner in block.pointers:
            if inner.form == "link" and (found := self._at(inner.target)):
                return found
        return self._named(block.text)

    def footnote(self, label: str) -> str:
        """The text of a footnote; empty where there is none."""
        block = self._footnotes.get(label)
        return block.text if block is not None else ""

    def is_title(self, text: str) -> bool:
        """Whether `text` is the title of an article."""
        return _folded(text) in self._by_title

    def named_by(self, text: str) -> frozenset[str]:
        """The articles that `text` names if it does nothing else, as "Gazette, 2026-03-09; Wire, p. 3"."""
        # A title may have a semicolon of its own.
        whole = self._named(text)
        if whole and self._nothing_else(text, whole):
            return whole
        found: set[str] = set()
        for part in text.split(";"):
            named = self._named(part)
            if not named or not self._nothing_else(part, named):
                return NONE
            found |= named
        return frozenset(found)

    def _nothing_else(self, text: str, named: frozenset[str]) -> bool:
        if self._at(text.strip(_AROUND)):
            return True
        about = set(note_words()["citing"])
        for name in named:
            one = self._citations[name]
            for field in (one.title, one.source, one.author, one.published):
                about.update(word.folded for word in words(field or ""))
        return all(word.folded in about or word.folded.isdigit() for word in words(_ISO_DAY.sub("", text)))

    def _at(self, target: str) -> frozenset[str]:
        """The articles at a path or an address."""
        if _ADDRESS.match(target):
            return frozenset(self._by_address.get(_plain_address(target), NONE))
        path = unquote(target)
        for name in dict.fromkeys((path, path.partition("#")[0])):
            if not name or "\0" in name:
                continue
            tried = (absolute_path(str(PurePath(self._folder, name))), absolute_path(name), name)
            for one in tried:
                if found := self._by_path.get(one):
                    return frozenset(found)
            last = PurePath(name).name
            alike = self._by_path.get(last, NONE)
            tail = f"/{name.removeprefix('./')}"
            if found := {one for one in alike if f"/{one.partition('#')[0]}".endswith(tail)}:
                return frozenset(found)
        return NONE

    def _named(self, text: str) -> frozenset[str]:
        """The articles that a text names, by path or address, else by title, else by source and date."""
        for match in _ADDRESS.finditer(text):
            if found := self._at(match.group().rstrip(".,;)")):
                return found
        if found := self._path_in(text):
            return found
        runs = [word.folded for word in words(text)][:_MOST_WORDS]
        if titled := _longest(runs, self._by_title):
            dated = self._of_days(titled, text)
            return dated or titled
        from_source = _longest(runs, self._by_source)
        return self._of_days(from_source, text) if _ISO_DAY.search(text) else from_source

    def _path_in(self, text: str) -> frozenset[str]:
        parts = text.split()
        for part in parts:
            word = part.strip(_AROUND)
            if ("." in word or "/" in word) and (found := self._at(word)):
                return found
        # A path with blanks in it stands at the end, as the exports write it.
        for first in range(max(len(parts) - _LONGEST_NAME, 0), len(parts)):
            tail = text[text.rfind(parts[first]) :] if first == len(parts) - 1 else " ".join(parts[first:])
            if found := self._at(tail.strip(_AROUND)):
                return found
        return NONE

    def _of_days(self, names: Iterable[str], text: str) -> frozenset[str]:
        """Those of them that were published on a day that `text` names; all where it names none."""
        days = set(_ISO_DAY.findall(text))
        every = frozenset(names)
        return (
            frozenset(n for n in every if (self._citations[n].published or "")[:10] in days)
            if days
            else every
        )


def _longest(runs: Sequence[str], table: Mapping[str, set[str]]) -> frozenset[str]:
    """What the longest run of words stands for that is a name."""
    best: set[str] = set()
    longest = 0
    for first in range(len(runs)):
        for length in range(min(_LONGEST_NAME, len(runs) - first), longest, -1):
            if found := table.get(" ".join(runs[first : first + length])):
                best, longest = found, length
                break
    return frozenset(best)


def _folded(text: str) -> str:
    return " ".join(word.folded for word in words(text))


def _plain_address(address: str) -> str:
    """An address without what does not change where it leads."""
    rest = unquote(address).partition("#")[0].partition("://")[2] or address
    return rest.casefold().removeprefix("www.").rstrip("/")
