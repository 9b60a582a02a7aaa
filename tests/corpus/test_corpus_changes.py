"""One table of what can become of files, run over a small set and a large one, at every moment.

After each change everything that is asked must speak of the articles as they lie on disk now: the
list, the texts, the figures, the marks, the search and the lens.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tiers import amount, cases

from briefing.cli.article_labels import ArticleLabels
from briefing.cli.inputs import place_of
from briefing.errors import LibraryError
from briefing.figures.extract_figures import extract_figures
from briefing.library import holding_policy
from briefing.library.build.builder import build_library
from briefing.library.holding_policy import HoldingPolicy
from briefing.model.article import Article, Ref, Span
from briefing.model.article_names import letter
from briefing.model.opening_events import FilesChanged, OnDisk
from briefing.reading.read_articles import read_paths
from briefing.session import Session
from briefing.session.requests.article_requests import UpdateFiles
from briefing.session.requests.finding_requests import FindMatches, ReadLens
from briefing.session.requests.opening_requests import OpenArticles
from briefing.session.worker_session import SessionHost
from briefing.ui.state.library_articles import WHAT_IS_SEEN, LibraryArticles
from briefing.ui.state.library_source import LibrarySource
from briefing.ui.state.reader_state import ReaderState
from briefing.userdata.overrides import NO_OVERRIDES

FOLDER = "news"
HELD = amount(10, 500)
"""Articles up to which a set is held in memory here."""
SMALL, LARGE = 5, HELD + HELD // 5
TEXT = "Harbour n{number} report\n\nThe crane lifted {tons} tons of coal.\n\nThe pilot slept until 2 p.m.\n"
QUOTE = "The pilot slept until 2 p.m."


def write(name: str, number: int, *, added: str = "") -> list[str]:
    """Write an article; with `added`, as another version. Returns the paths that changed."""
    path = Path(FOLDER, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = TEXT.format(number=number, tons=40 + number)
    path.write_text(added + text, encoding="utf-8")
    return [str(path.resolve())]


def edit() -> list[str]:
    """A paragraph with a number at the top."""
    return write("001.txt", 1, added="A crane stands here with 12 ships before it.\n\n")


def edit_again() -> list[str]:
    """Back to a text that is shorter."""
    return write("001.txt", 7)


def add() -> list[str]:
    """A file that was not there."""
    return write("001b.txt", 555)


def rename() -> list[str]:
    """The same text under another name."""
    before, after = Path(FOLDER, "002.txt").resolve(), Path(FOLDER, "renamed.txt").resolve()
    before.rename(after)
    return [str(before), str(after)]


def remove() -> list[str]:
    """A file that goes."""
    path = Path(FOLDER, "003.txt").resolve()
    path.unlink()
    return [str(path)]


def replace_by_folder() -> list[str]:
    """A folder where a file was, with a file in it."""
    path = Path(FOLDER, "004.txt").resolve()
    path.unlink()
    return [str(path), *write("004.txt/inner.txt", 44)]


def replace_by_file() -> list[str]:
    """A file where the folder was."""
    path = Path(FOLDER, "004.txt").resolve()
    shutil.rmtree(path)
    return write("004.txt", 404)


def records() -> list[str]:
    """A file of several articles, one of which goes while another comes."""
    path = Path(FOLDER, "lines.jsonl")
    there = path.exists()
    numbers = ("two", "three") if there else ("one", "two")
    lines = [
        f'{{"id": "{number}", "text": "The crane took {5 + there} crates ({number})."}}\n'
        for number in numbers
    ]
    path.write_text("".join(lines), encoding="utf-8")
    return [str(path.resolve())]


CHANGES: tuple[Callable[[], list[str]], ...] = (
    edit,
    add,
    rename,
    remove,
    replace_by_folder,
    records,
    edit_again,
    replace_by_file,
    records,
)


class Opened:
    """The articles as a reader has them open: held, or in a library, as the program decides."""

    def __init__(self) -> None:
        self.host = SessionHost()
        # All of it: what is read goes on behind the first part.
        self.state = ReaderState()
        """What the reader shows of them."""
        self.large = False
        for part in OpenArticles((FOLDER,)).run(self.host):
            if isinstance(part, OnDisk):
                self.large = True
                self.state.take_articles(LibraryArticles(LibrarySource(part), WHAT_IS_SEEN))
            elif isinstance(part, list):
                for article in (item for item in part if isinstance(item, Article)):
                    self.state.add(article)

    @property
    def session(self) -> Session:
        return self.host.session

    def build(self) -> Iterator[object]:
        """What goes on after opening, in steps."""
        if self.large:
            yield from build_library([FOLDER])
            self.session.refresh()

    def show(self, changed: FilesChanged | None = None) -> None:
        """Let the reader show what is there now."""
        self.state.articles.renewal(changed, lambda: NO_OVERRIDES)()

    def close(self) -> None:
        if isinstance(self.state.articles, LibraryArticles):
            self.state.articles.source.library.close()
        self.session.close_library()
        self.session.user_data.database().close()


def check(opened: Opened) -> None:
    """Fail unless everything asked is of the files as they are now."""
    session = opened.session
    now = {item.id: item for item in read_paths([FOLDER]) if isinstance(item, Article)}
    assert sorted(session.corpus) == sorted(now)
    check_order(opened, now)
    watched = [name for name in now if Path(name).name not in {f"{n:03}.txt" for n in range(10, 1000)}]
    for name in watched:
        assert session.article(name).text == now[name].text
        assert session.figures(name) == extract_figures(now[name])
    heads = {head.id: head for head in session.heads()}
    assert heads.keys() == now.keys()
    assert all(heads[name].fingerprint == now[name].fingerprint for name in now)
    hits = session.search.passages("crane", limit=10_000).hits
    assert {hit.article for hit in hits} == now.keys()
    for hit in hits:
        text = now[hit.article].text
        assert hit.fingerprint in ("", now[hit.article].fingerprint)
        assert {text[span.start : span.end].casefold() for span in hit.spans} == {"crane"}
    found = FindMatches("crane", tuple(watched)).run(opened.host)
    assert {name: one.fingerprint for name, one in found.items()} == {n: now[n].fingerprint for n in watched}
    for placed in session.user_data.placed_marks(session.corpus):
        if placed.article is not None and placed.start is not None:
            assert now[placed.article].text[placed.start : placed.end] == placed.mark.text
            assert placed.fingerprint == now[placed.article].fingerprint
    for name in watched:
        check_lens(opened.host, now, name)


def check_order(opened: Opened, now: dict[str, Article]) -> None:
    """Both faces list the articles in the order of their files, and call each by the same letter."""
    session, state = opened.session, opened.state
    listed = [head.id for head in session.heads()]
    labels = ArticleLabels(session)
    assert listed == list(now) == list(state.names)
    letters = {name: labels.letter(name) for name in listed}
    assert letters == {name: letter(place) for place, name in enumerate(listed)}
    assert letters == {name: state.letter(name) for name in listed}
    for name in (listed[1], listed[-1]):
        assert place_of(f"{state.letter(name)}:0", session) == Ref(name, 0)


def check_lens(host: SessionHost, now: dict[str, Article], name: str) -> None:
    """What the lens says of the first figure of an article, and the passages it names."""
    figure = next(iter(extract_figures(now[name])))
    lens = ReadLens(Ref(name, figure.passage), Span(figure.start, figure.end), ()).run(host)
    assert lens.normal
    assert all(now[article].fingerprint == version for article, version in lens.versions.items())
    for related in lens.related:
        text = now[related.article].text
        passage = now[related.article].passages[related.passage]
        assert all(passage.start <= span.start < span.end <= len(text) for span in related.spans)
    for same in lens.same:
        assert now[same.article].text[same.start : same.end] == same.text


def change_while_open(opened: Opened, change: Callable[[], list[str]]) -> Opened:
    """The files change under the reader, which is told of it."""
    changed = UpdateFiles((FOLDER,), tuple(change())).run(opened.host)
    assert changed != FilesChanged(())
    opened.session.refresh()
    opened.show(changed)
    return opened


def change_between_openings(opened: Opened, change: Callable[[], list[str]]) -> Opened:
    """The files change while nobody looks."""
    opened.close()
    change()
    again = Opened()
    for _ in again.build():
        pass
    again.show()
    return again


def change_during_a_build(opened: Opened, change: Callable[[], list[str]]) -> Opened:
    """The files change while those of the last time are gone through."""
    opened.close()
    again = Opened()
    steps = again.build()
    next(steps, None)
    changed = change()
    for _ in steps:
        pass
    update = UpdateFiles((FOLDER,), tuple(changed)).run(again.host)
    again.session.refresh()
    again.show(update)
    return again


@pytest.mark.parametrize(
    ("size", "when"),
    cases(
        [
            (SMALL, change_while_open),
            (LARGE, change_while_open),
            (LARGE, change_between_openings),
            (LARGE, change_during_a_build),
        ],
        [(SMALL, change_between_openings), (SMALL, change_during_a_build)],
    ),
)
def test_everything_speaks_of_the_files_as_they_are(
    size: int, when: Callable[[Opened, Callable[[], list[str]]], Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(HELD))
    for number in range(size):
        write(f"{number:03}.txt", number)
    opened = Opened()
    for _ in opened.build():
        pass
    opened.show()
    assert opened.large == (size == LARGE)
    for name in (f"{FOLDER}/001.txt", f"{FOLDER}/002.txt"):
        article = opened.session.article(name)
        start = article.text.index(QUOTE)
        opened.session.user_data.marks.add(article, start, start + len(QUOTE))
    check(opened)
    for change in CHANGES:
        opened = when(opened, change)
        check(opened)
        marked = {placed.article for placed in opened.session.user_data.placed_marks(opened.session.corpus)}
        assert change is not edit or f"{FOLDER}/001.txt" in marked
        assert change is not rename or f"{FOLDER}/renamed.txt" in marked
    opened.close()


def test_what_came_through_a_pipe_stays_when_files_change() -> None:
    write("001.txt", 1)
    session = Session()
    text = b"A pilot boat\n\nThe boat carried 7 pilots.\n"
    for _ in session.open([FOLDER, "-"], io.BytesIO(text)):
        pass
    assert list(session.corpus) == [f"{FOLDER}/001.txt", "-"]
    Path("beside.txt").write_text(TEXT.format(number=3, tons=43), encoding="utf-8")
    # A file of two names is looked for everywhere, not at its place alone.
    link = Path(FOLDER, "link.txt").absolute()
    link.hardlink_to("beside.txt")
    changed = session.update_files([FOLDER, "-"], [str(link)])
    assert changed.names == (f"{FOLDER}/link.txt",)
    assert changed.gone == ()
    assert changed.order == (f"{FOLDER}/001.txt", f"{FOLDER}/link.txt", "-")
    assert tuple(session.corpus) == changed.order


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("given", ["link", "link/sub", "link/001.txt"])
def test_a_path_that_leads_elsewhere_now_is_told_and_what_was_read_stays(
    size: int, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link set anew while its articles are open: to a folder above it, another, a file, or to nothing."""
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(HELD))
    for number in range(size):
        write(f"{number:03}.txt", number)
        write(f"sub/{number:03}.txt", 100 + number)
    Path("other").mkdir()
    link = Path(FOLDER, "link").absolute()
    link.symlink_to(Path(FOLDER).absolute())
    session = Session()
    for _ in session.open(paths := [f"{FOLDER}/{given}", f"{FOLDER}/002.txt"]):
        pass
    before = {name: session.article(name).text for name in session.corpus}
    changed = write("sub/001.txt", 7)
    for target in (Path(), Path("other"), Path(FOLDER, "sub"), Path(FOLDER, "link"), Path("no such")):
        link.unlink()
        link.symlink_to(target.absolute())
        for places in (None, changed, [str(link)], [str(link), *changed], [str(link / "001.txt")]):
            with pytest.raises(LibraryError, match=f"^{FOLDER}/{given} leads elsewhere now"):
                session.corpus.update_files(paths, places)
        assert {name: session.article(name).text for name in session.corpus} == before
    link.unlink()
    link.symlink_to(Path(FOLDER).absolute())
    session.update_files(paths, changed)
    name = f"{FOLDER}/{given}/sub/001.txt" if given == "link" else f"{FOLDER}/{given}/001.txt"
    if given != "link/001.txt":
        assert session.article(name).text != before[name]
    session.close_library()
