"""Files made ready for a library, in the processes of a pool: read, analysed and packed.

What is returned is mostly bytes, so that it travels at little cost, and the one who writes has
nothing left to work out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from briefing.analyses.articles import annotate
from briefing.errors import ReadError
from briefing.jobs.collector import collector_paused
from briefing.jobs.requests import Request, RequestHost
from briefing.library.analysis_kinds import prepare_all
from briefing.library.file_changes import Digest, digest_of
from briefing.library.packing import PackedArticle, pack_article
from briefing.library.writer import PackedFailure
from briefing.model.article import Article, Failure
from briefing.model.known_set import Analysed, Known
from briefing.reading.corpus_boilerplate import NO_BOILERPLATE, CorpusBoilerplate, with_boilerplate
from briefing.reading.input_bytes import read_file, read_pieces
from briefing.reading.passage_keys import ArticleKeys, keys_of
from briefing.reading.read_articles import read_data
from briefing.reading.repeated_analysis import counted
from briefing.reading.sources import InputFile
from briefing.text.compressed import NOT_AT_ALL
from briefing.userdata.overrides import OverrideTable

MANY = 64
"""Articles of a file from which on it is looked what is repeated in them alone."""


class FileJob(NamedTuple):
    """One file to make ready."""

    path: str
    digest: bytes
    """Of the content it had when it was recorded; empty where nothing is recorded."""
    depth: int
    """How many folders below and including one that the user named hold it; 0 where it is named itself."""


class PreparedArticle(NamedTuple):
    """One article with all that the indexes need of it."""

    packed: PackedArticle
    details: tuple[str | None, str | None]
    """Source and date set by hand that were applied."""
    documents: tuple[Any, ...]
    """What each index takes, in the order of `index_analyses`."""
    keys: ArticleKeys
    """By which repeated passages are found."""


class PreparedFile(NamedTuple):
    """What became of one file."""

    digest: bytes
    """Of its content; empty where it could not be read."""
    unchanged: bool
    """True when the content is the recorded one: then there is nothing else."""
    articles: tuple[PreparedArticle, ...] = ()
    failures: tuple[PackedFailure, ...] = ()


def prepare_file(
    job: FileJob,
    details: OverrideTable,
    known: Known | None = None,
    *,
    boilerplate: CorpusBoilerplate = NO_BOILERPLATE,
    analyse: bool = True,
) -> PreparedFile:
    """Read a file and work out everything a library keeps of it; never raises for what is in it.

    `boilerplate` is what is known so far to stand in many articles. Without `analyse` it is read, and that
    is all.
    """
    try:
        data = read_file(job.path)
    except ReadError as error:
        return PreparedFile(b"", unchanged=False, failures=(PackedFailure("", error.message, skipped=False),))
    digest = digest_of(data)
    if digest == job.digest:
        return PreparedFile(digest, unchanged=True)
    read: list[Article] = []
    failures: list[PackedFailure] = []
    for found in read_data(InputFile(job.path, job.path, depth=job.depth), data):
        if isinstance(found, Failure):
            failures.append(PackedFailure(found.path[len(job.path) :], found.reason, found.skipped))
        else:
            read.append(found)
    articles: list[PreparedArticle] = []
    for article in decided_together(read, boilerplate, details):
        if analyse:
            there = known.get(article.id) if known is not None else None
            articles.append(prepare_article(article, job.path, details, there))
        else:
            packed = pack_article(article, {}, job.path, level=NOT_AT_ALL)
            articles.append(PreparedArticle(packed, (None, None), (), keys_of(article)))
    return PreparedFile(digest, unchanged=False, articles=tuple(articles), failures=tuple(failures))


def decided_together(
    articles: Sequence[Article], boilerplate: CorpusBoilerplate, details: OverrideTable
) -> Iterator[Article]:
    """Yield the articles of one file with what is `boilerplate` so far, and what is by these alone where they
    are many: few of them have then to be analysed twice.
    """
    if len(articles) >= MANY:
        found = counted(dict(enumerate(map(keys_of, articles))), articles.__getitem__, {})
        boilerplate = boilerplate.joined(CorpusBoilerplate.of(details.applied_to_texts(found.texts)))
    for article in articles:
        yield with_boilerplate(article, boilerplate)


def digest_of_file(path: str) -> bytes:
    """Return the digest of a file's content, which is not held; empty where it cannot be read."""
    digest = Digest()
    try:
        for piece in read_pieces(path):
            digest.update(piece)
    except ReadError:
        return b""
    return digest.value()


def prepare_article(
    article: Article, path: str, details: OverrideTable, known: Analysed | None = None
) -> PreparedArticle:
    """Work out everything a library keeps of `article`, read from the file `path`.

    What is `known` of it is taken where it was found in the same text with the same date.
    """
    described, applied = apply_details(article, details)
    same = known is not None and known.is_of(described)
    annotations = annotate(described, known.annotations if known is not None and same else None)
    return PreparedArticle(
        # What was set by hand is the user's, and is kept apart from what the article says.
        pack_article(article, annotations, path),
        applied,
        prepare_all(described, annotations),
        keys_of(article),
    )


def apply_details(article: Article, details: OverrideTable) -> tuple[Article, tuple[str | None, str | None]]:
    """Return `article` with what was set for it by hand, and that source and date."""
    found = details.find(article.fingerprint, article.id)
    return details.applied(article), (found.source, found.published) if found is not None else (None, None)


def prepare_files(
    jobs: Sequence[FileJob],
    details: OverrideTable,
    known: Known | None = None,
    *,
    boilerplate: CorpusBoilerplate = NO_BOILERPLATE,
    analyse: bool = True,
) -> list[PreparedFile]:
    """Make several files ready, in order."""
    with collector_paused():
        return [prepare_file(job, details, known, boilerplate=boilerplate, analyse=analyse) for job in jobs]


@dataclass(frozen=True, slots=True)
class PrepareFiles(Request[RequestHost, list[PreparedFile]]):
    """Files made ready for a library, for a pool."""

    jobs: tuple[FileJob, ...]
    details: OverrideTable
    boilerplate: CorpusBoilerplate = NO_BOILERPLATE
    analyse: bool = True

    def run(self, host: RequestHost) -> list[PreparedFile]:  # noqa: ARG002 - it needs the files alone
        """In order."""
        return prepare_files(self.jobs, self.details, boilerplate=self.boilerplate, analyse=self.analyse)
