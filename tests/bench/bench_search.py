"""Search over many passages on disk: building, every kind of query, and other programs on the same text.

Run by hand:

    python tests/bench/bench_search.py --corpus FILE.jsonl --work DIR [--passages N] [--rounds 3]
        [--peers [FTS5 rg fzf]]

FILE.jsonl has one passage a line (`article`, `title`, `text`), as `make_corpus.py --format jsonl`
writes it. DIR keeps what was built, so that a second run times the queries alone. `--peers` runs
SQLite FTS5, `rg` and `fzf --filter` on the same passages; what is not installed is left out.
Times of queries are milliseconds in this process, by the wall clock and of the processor. Here an
answer is the best 50 passages, each read from its file, with its snippet, every match as a span, and
the number of all answers. FTS5 folds accents too, but cuts no words to stems and forgives nothing; it
is asked twice: for the best 50 with their `snippet()` alone, and for what an answer is here, with
`highlight()` for the matches and a count. The queries are the same, each asked once before, and both
programs take turns, query by query. Times of `rg` and `fzf` include starting them, which is part of using
them: they are set beside the same queries here, of which they get fewer.
"""

from __future__ import annotations

import argparse
import json
import mmap
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefing.model.article import Article, Passage
from briefing.model.passage_text import PassageText
from briefing.search.passage_documents import documents_of
from briefing.search.search_index import SearchIndex

PARTS = 5
"""Parts in which both indexes are built by turns."""
LIMIT = 50
PER_KIND = 20
PEER_QUERIES = 5
_WORD = re.compile(r"[^\W\d_]{3,}")
_FTS = "create virtual table passages using fts5(text, tokenize='unicode61 remove_diacritics 2')"
_BEST = (
    "select rowid, snippet(passages, 0, '', '', '...', 24) from passages where passages match ? "
    "order by rank limit ?"
)
_WHOLE = (
    "select rowid, snippet(passages, 0, '', '', '...', 24), highlight(passages, 0, '[', ']') "
    "from passages where passages match ? order by rank limit ?"
)
_COUNT = "select count(*) from passages where passages match ?"

Queries = dict[str, list[str]]


def say(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


# -- the passages --------------------------------------------------------------------------------


class Packed:
    """Texts of articles in one file, found by the numbers of passages: the least a lookup can be."""

    def __init__(self, folder: Path) -> None:
        self._starts = array("Q", (folder / "starts").read_bytes())
        """Where each passage begins, and where the last one ends; a title stands before the first of each."""
        self._first = array("Q", (folder / "first").read_bytes())
        """The number among all passages of the first of each article, and behind the last of all."""
        self._file = (folder / "texts").open("rb")
        self._texts = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._first) - 1

    def _line(self, passage: int) -> str:
        return self._texts[self._starts[passage] : self._starts[passage + 1]].decode("utf-8")

    def article(self, number: int) -> Article:
        """The article of that number: its title, and a passage a line."""
        lines = [self._line(passage) for passage in range(self._first[number], self._first[number + 1])]
        title, _, lines[0] = lines[0].partition("\n")
        return made(number, title, "\n".join(lines))

    def passages(self, refs: Sequence[tuple[int, int]]) -> list[PassageText | None]:
        """Single passages, as the index asks for them."""
        found: list[PassageText | None] = []
        for number, passage in refs:
            text = self._line(self._first[number] + passage)
            # Where it begins in its article is not asked for here: offsets count in the passage.
            found.append(PassageText(name_of(number), 0, text if passage else text.partition("\n")[2]))
        return found


def name_of(number: int) -> str:
    """Return the id of an article."""
    return f"article-{number:07}.txt"


def made(number: int, title: str, text: str) -> Article:
    """Return an article with a passage a line."""
    passages, at = [], 0
    for index, line in enumerate(text.split("\n")):
        passages.append(Passage(index, "paragraph", 0, at, at + len(line)))
        at += len(line) + 1
    day = f"{2020 + number % 6}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return Article(name_of(number), text, tuple(passages), title, True, "Wire", None, day,
                   "record", "en", None, str(number))  # fmt: skip


def lines(corpus: Path, most: int) -> Iterator[tuple[int, str, str]]:
    """Yield article, title and text of the first `most` passages."""
    with corpus.open(encoding="utf-8") as file:
        for count, line in enumerate(file):
            if count >= most:
                return
            row = json.loads(line)
            yield row["article"], row["title"].replace("\n", " "), row["text"].replace("\n", " ")


def pack(corpus: Path, most: int, folder: Path) -> None:
    """Write the passages as `Packed` reads them, and one a line for the programs that read lines."""
    folder.mkdir(parents=True, exist_ok=True)
    starts, first, at, last = array("Q"), array("Q"), 0, -1
    with (folder / "texts").open("wb") as texts, (folder / "lines").open("w", encoding="utf-8") as plain:
        for article, title, text in lines(corpus, most):
            if article != last:
                first.append(len(starts))
            starts.append(at)
            at += texts.write(((f"{title}\n" if article != last else "") + text).encode("utf-8"))
            plain.write(text + "\n")
            last = article
    first.append(len(starts))
    starts.append(at)
    (folder / "starts").write_bytes(starts.tobytes())
    (folder / "first").write_bytes(first.tobytes())


# -- building ------------------------------------------------------------------------------------


def build(packed: Packed, folder: Path) -> None:
    """Build the index and, of the same passages, a bare one; report CPU seconds of both.

    Both take turns, a part of the passages each, so that what else the machine does is shared alike.
    """
    index = SearchIndex.create(folder, packed.passages)
    bare = Bare(folder.with_name("bare"))
    cutting = ours = raw = 0.0
    for part in range(PARTS):
        numbers = range(len(packed) * part // PARTS, len(packed) * (part + 1) // PARTS)
        articles = [packed.article(number) for number in numbers]
        begin = time.process_time()
        documents = [documents_of(article, {}) for article in articles]
        cutting += time.process_time() - begin
        begin = time.process_time()
        for number, held in zip(numbers, documents, strict=True):
            index.add(number, held)
        index.commit()
        if part == PARTS - 1:
            index.close()
        ours += time.process_time() - begin
        begin = time.process_time()
        for article in articles:
            bare.add(article)
        bare.commit()
        if part == PARTS - 1:
            bare.close()
        raw += time.process_time() - begin
    say(f"build: {ours:.1f} CPU s, and {cutting:.1f} to cut words (on any process); tantivy alone {raw:.1f}")
    say(f"       index alone {ours / raw:.2f} x, with words {(ours + cutting) / raw:.2f} x tantivy alone")


class Bare:
    """What tantivy itself takes for the same passages: text, title and a number, its own way of cutting."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder().add_text_field("text").add_text_field("title")
        schema = builder.add_unsigned_field("key", fast=True).build()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self._folder = folder
        self._writer = tantivy.Index(schema, str(folder)).writer(128_000_000, 1)
        self._key = 0

    def add(self, article: Article) -> None:
        """Take in the passages of an article."""
        import tantivy

        for passage in article.passages:
            document = tantivy.Document()
            document.add_text("text", article.text[passage.start : passage.end])
            document.add_text("title", article.title)
            document.add_unsigned("key", self._key)
            self._writer.add_document(document)
            self._key += 1

    def commit(self) -> None:
        """Write what was taken in."""
        self._writer.commit()

    def close(self) -> None:
        """Wait for what is merged, and drop it all."""
        self._writer.wait_merging_threads()
        shutil.rmtree(self._folder)


# -- queries -------------------------------------------------------------------------------------


def draw_queries(packed: Packed) -> Queries:
    """Draw queries of every kind from the passages, always the same."""
    draw = random.Random(3)
    step = max(1, len(packed) // 2000)
    sample = [_WORD.findall(packed.article(n).text.lower()) for n in range(0, len(packed), step)]
    held = Counter(word for words in sample for word in set(words))
    common = sorted(word for word, count in held.items() if 0.02 <= count / len(sample) <= 0.3)
    middle = sorted(word for word, count in held.items() if 4 <= count <= len(sample) * 0.02)
    known = set(common) | set(middle)
    threes: list[str] = []
    phrases: list[str] = []
    while len(threes) < PER_KIND or len(phrases) < PER_KIND:
        words = draw.choice(sample)
        telling = [word for word in dict.fromkeys(words[:40]) if word in known]
        if len(telling) >= 3:
            threes.append(" ".join(draw.sample(telling, 3)))
        at = draw.randrange(max(1, len(words) - 2))
        if len(words) > at + 1 and words[at] in known and words[at + 1] in known:
            phrases.append(f"{words[at]} {words[at + 1]}")
    long = [word for word in middle if len(word) >= 6]
    return {
        "common word": draw.sample(common, PER_KIND),
        "three words": threes[:PER_KIND],
        "phrase": phrases[:PER_KIND],
        "prefix": [draw.choice(common)[: draw.randint(2, 4)] for _ in range(PER_KIND)],
        "any of three": [" ".join(draw.sample(common, 3)) for _ in range(PER_KIND)],
        "typo": [mistyped(draw.choice(long), draw) for _ in range(PER_KIND)],
    }


def mistyped(word: str, draw: random.Random) -> str:
    """Return `word` with a letter lost, exchanged or wrong."""
    at = draw.randrange(1, len(word) - 2)
    return draw.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + draw.choice("aeiorst") + word[at + 1 :],
        )
    )


def written(kind: str, query: str) -> str:
    """Return a drawn query as it is typed here; a blank at the end says that the last word is whole."""
    if kind == "phrase":
        return f'"{query}"'
    if kind == "prefix":
        return query
    return (query.replace(" ", " OR ") if kind == "any of three" else query) + " "


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of the queries of one kind, in their order, round after round."""

    wall: tuple[float, ...]
    cpu: tuple[float, ...]

    def __str__(self) -> str:
        at = int(len(self.wall) * 0.95) - 1
        wall, cpu = sorted(self.wall), sorted(self.cpu)
        return (
            f"median {statistics.median(wall):7.1f} ms, p95 {wall[at]:7.1f} ms; "
            f"processor {statistics.median(cpu):7.1f} ms, p95 {cpu[at]:7.1f} ms"
        )


def timed(ask: Callable[[str], object], asked: Sequence[str], rounds: int) -> Times:
    """Ask every query once to warm up, then `rounds` times."""
    (times,) = by_turns([(ask, asked)], rounds)
    return times


def by_turns(programs: Sequence[tuple[Callable[[str], object], Sequence[str]]], rounds: int) -> list[Times]:
    """The same of several programs, query by query by turns, so that what else runs is shared alike."""
    measured: list[tuple[list[float], list[float]]] = [([], []) for _ in programs]
    for lap in range(rounds + 1):
        for queries in zip(*(asked for _, asked in programs), strict=True):
            for (ask, _), query, (wall, cpu) in zip(programs, queries, measured, strict=True):
                begin, before = time.perf_counter(), time.thread_time()
                ask(query)
                if lap:
                    wall.append((time.perf_counter() - begin) * 1000)
                    cpu.append((time.thread_time() - before) * 1000)
    return [Times(tuple(wall), tuple(cpu)) for wall, cpu in measured]


def time_ours(index: SearchIndex, queries: Queries, rounds: int) -> dict[str, Times]:
    """Report median and 95th percentile of each kind, and return the times."""
    begin, before = time.perf_counter(), time.thread_time()
    index.search("ZZ9 ", limit=LIMIT)
    wall, cpu = (time.perf_counter() - begin) * 1000, (time.thread_time() - before) * 1000
    say(f"{'the very first':>14}: {wall:7.1f} ms; processor {cpu:7.1f} ms")
    times = {}
    for kind, asked in queries.items():
        times[kind] = timed(
            partial(index.search, limit=LIMIT), [written(kind, query) for query in asked], rounds
        )
        found = statistics.median(index.search(written(kind, query), limit=1).total for query in asked)
        say(f"{kind:>14}: {times[kind]}; {found:9.0f} passages")
    return times


# -- other programs ------------------------------------------------------------------------------


def fts5(folder: Path, plain: Path, *, plain_answer: bool) -> Callable[[str, str], object]:
    """SQLite's full-text search, built where it is not there yet; it gives the best, or a whole answer."""
    path = folder / "fts5.sqlite3"
    if not path.exists():
        database = sqlite3.connect(path)
        database.execute("pragma journal_mode=off")
        database.execute(_FTS)
        begin = time.process_time()
        with plain.open(encoding="utf-8") as file:
            database.executemany("insert into passages(text) values (?)", ((line,) for line in file))
        database.commit()
        database.close()
        say(f"FTS5 built in {time.process_time() - begin:.1f} CPU s")
    database = sqlite3.connect(path)

    def ask(kind: str, query: str) -> object:
        text = {
            "phrase": f'"{query}"',
            "prefix": f"{query}*",
            "any of three": query.replace(" ", " OR "),
        }.get(kind, query)
        found = database.execute(_BEST if plain_answer else _WHOLE, (text, LIMIT)).fetchall()
        return found if plain_answer else (found, database.execute(_COUNT, (text,)).fetchone())

    return ask


def shell(commands: list[list[str]], plain: Path) -> None:
    """Run programs in a row, the first one reading the passages."""
    with plain.open("rb") as file:
        running = subprocess.Popen(commands[0], stdin=file, stdout=subprocess.PIPE)
        started = [running]
        for command in commands[1:]:
            running = subprocess.Popen(command, stdin=running.stdout, stdout=subprocess.PIPE)
            started.append(running)
        running.communicate()
        for program in started:
            program.wait()


def ripgrep(kind: str, query: str, plain: Path) -> None:
    """The lines that `rg` finds."""
    words = query.split()
    if kind == "three words":
        shell([["rg", "-i", "-w", "-e", word] for word in words], plain)
    elif kind == "any of three":
        shell([["rg", "-i", "-w", *(part for word in words for part in ("-e", word))]], plain)
    elif kind == "prefix":
        shell([["rg", "-i", "-e", rf"\b{query}"]], plain)
    else:
        shell([["rg", "-i", "-w", "-e", query]], plain)


def fzf(kind: str, query: str, plain: Path) -> None:
    """The lines that `fzf` finds; only its fuzzy matching forgives a typo."""
    words = query.split()
    text = {
        "typo": query,
        "any of three": " | ".join(f"'{word}" for word in words),
        "phrase": "'" + query.replace(" ", "\\ "),
    }.get(kind, " ".join(f"'{word}" for word in words))
    shell([["fzf", "--filter", text]], plain)


def time_peers(
    folder: Path,
    index: SearchIndex,
    queries: Queries,
    ours: dict[str, Times],
    rounds: int,
    wanted: Sequence[str],
) -> None:
    """Report how many times as long other programs take, by the medians of this run."""
    search = partial(index.search, limit=LIMIT)
    plain = folder / "lines"
    peers: dict[str, Callable[[str, str], object]] = {}
    if "FTS5" in wanted:
        peers["FTS5, snippets alone"] = fts5(folder, plain, plain_answer=True)
        peers["FTS5, whole answer"] = fts5(folder, plain, plain_answer=False)
    if "rg" in wanted and shutil.which("rg"):
        peers["rg"] = lambda kind, query: ripgrep(kind, query, plain)
    if "fzf" in wanted and shutil.which("fzf"):
        peers["fzf"] = lambda kind, query: fzf(kind, query, plain)
    absent = [name for name in wanted if name != "FTS5" and shutil.which(name) is None]
    say(f"not installed: {', '.join(absent) or 'none'}")
    for name, ask in peers.items():
        for kind, asked in queries.items():
            if kind == "typo" and name != "fzf":
                say(f"{name:>6} {kind:>14}: cannot")
                continue
            if name.startswith("FTS5"):
                here = [written(kind, query) for query in asked]
                own, theirs = by_turns([(search, here), (partial(ask, kind), asked)], rounds)
                wall, cpu = (
                    statistics.median(theirs.wall) / statistics.median(own.wall),
                    statistics.median(theirs.cpu) / statistics.median(own.cpu),
                )
                say(f"{name:>6} {kind:>14}: {theirs}; {wall:7.1f} x ours, processor {cpu:7.1f} x")
                continue
            times = []
            for query in asked[:PEER_QUERIES]:
                begin = time.perf_counter()
                ask(kind, query)
                times.append((time.perf_counter() - begin) * 1000)
            median, same = statistics.median(times), statistics.median(ours[kind].wall[:PEER_QUERIES])
            say(f"{name:>6} {kind:>14}: median {median:8.1f} ms, {median / same:7.1f} x ours")


def main() -> None:
    """Pack, build and ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", nargs="*", choices=("FTS5", "rg", "fzf"), help="all where none is named")
    arguments = parser.parse_args()
    folder = arguments.work / str(arguments.passages)
    if not (folder / "first").exists():
        pack(arguments.corpus, arguments.passages, folder)
    packed = Packed(folder)
    if not (folder / "index").exists():
        build(packed, folder / "index")
    index = SearchIndex.open(folder / "index", packed.passages)
    say(f"{arguments.passages} passages of {len(packed)} articles")
    queries = draw_queries(packed)
    ours = time_ours(index, queries, arguments.rounds)
    if arguments.peers is not None:
        time_peers(folder, index, queries, ours, arguments.rounds, arguments.peers or ("FTS5", "rg", "fzf"))


if __name__ == "__main__":
    main()
