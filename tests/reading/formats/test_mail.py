"""Mail and mailboxes: who sends what when, what is quoted, forwarded or attached, and what does harm."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading import read_articles
from briefing.reading.file_part import FilePart
from briefing.reading.formats import eml, mbox
from briefing.reading.formats.format_reader import Evidence, ReadContext
from briefing.reading.formats.format_registry import REGISTRY
from briefing.reading.mail.mail_text import take_apart, unflowed
from briefing.reading.read_apart import READER_CHILD
from briefing.reading.read_articles import read_paths
from briefing.reading.split_files import read_part, split_file

SAMPLES = Path(__file__).parent / "samples"
HEAD = "From: Mara Ilves <mara@desk.example>\nSubject: Toll raised\nDate: Wed, 4 Mar 2026 23:30:00 -0500\n"
STORY = "The toll on the bridge rises to €3 in April.\n\nNobody in the council voted against it.\n"


def articles(data: bytes | str) -> list[Article]:
    found = list(eml.read(data.encode() if isinstance(data, str) else data, ReadContext("a.eml")))
    assert not [one for one in found if isinstance(one, Failure)], found
    return [one for one in found if isinstance(one, Article)]


def passages(article: Article) -> list[tuple[str, str]]:
    return [(p.kind, article.text[p.start : p.end]) for p in article.passages]


def counted(article: Article) -> list[str]:
    return [text for kind, text in passages(article) if kind not in ("boilerplate", "title")]


@pytest.mark.parametrize(
    ("name", "author", "source", "published"),
    [
        ("newsletter.eml", None, "Northport Courier", "2026-03-04"),
        ("press-release.eml", "Jörg Hahn", None, "2026-03-06"),
    ],
)
def test_samples(name: str, author: str | None, source: str | None, published: str) -> None:
    (article,) = articles((SAMPLES / name).read_bytes())
    assert article.id == "a.eml"
    assert (article.author, article.source, article.published) == (author, source, published)
    assert (article.published_by, article.has_title) == ("metadata", True)
    assert "zebra" not in " ".join(counted(article)).lower()
    assert (article.extractor or "").startswith("mail/1")


def test_the_messages_of_a_mailbox() -> None:
    found = list(mbox.read((SAMPLES / "alerts.mbox").read_bytes(), ReadContext("a.mbox")))
    read = [one for one in found if isinstance(one, Article)]
    assert [one.id for one in read] == ["a.mbox#1@example", "a.mbox#2@example", "a.mbox#3@example"]
    assert [one.origin for one in read] == ["message 1", "message 2", "message 3"]
    assert all(one.title.endswith(" — Lücke") for one in read)
    assert "zebra" not in " ".join(text for one in read for text in counted(one)).lower()


def test_a_message_without_text_costs_itself_and_ids_are_told_apart() -> None:
    one = "From x Sat Mar  7 10:00:00 2026\nFrom: a@b.example\nSubject: {}\nMessage-ID: <7@x>\n\n{}\n\n"
    data = (
        one.format("One", ">From here on it rises.")
        + one.format("Two", "")
        + one.format("Three", "It falls.")
    )
    found = list(mbox.read(data.encode(), ReadContext("a.mbox")))
    assert [one.id if isinstance(one, Article) else (one.path, one.reason) for one in found] == [
        "a.mbox#7@x",
        ("a.mbox#2", "message 2: there is no text in it"),
        "a.mbox#7@x~2",
    ]
    assert isinstance(found[0], Article)
    assert counted(found[0]) == ["From here on it rises."]
    with pytest.raises(ReadError, match="no message"):
        list(mbox.read(b"From here on it rises.\n", ReadContext("a.mbox")))


@pytest.mark.parametrize(
    ("above", "tail"),
    [
        ("", "\nOn 5 Mar 2026, at 10:00, Zebra <z@x.example>\nwrote:\n> Which bridge?\n>\n> Zebra\n"),
        ("", "\nAm 5. März 2026 um 10:00 schrieb Zebra <z@x.example>:\n\n> Which bridge?\n"),
        ("", "\nLe jeu. 5 mars 2026 à 10:00, Zebra a écrit :\n> Which bridge?\n"),
        ("", "\n-- \nZebra\nDesk\n"),
        ("In-Reply-To: <1@x>\n", "\n> Zebra, which bridge?\n"),
        (
            "",
            "\n-----Original Message-----\nFrom: Zebra\nSent: Thursday\nTo: Mara\nSubject: Toll\n\nWhich?\n",
        ),
        (
            "",
            "\n________________________________\nVon: Zebra\nGesendet: heute\nBetreff: Toll\n\nWo?\n",
        ),
    ],
)
def test_signatures_and_what_is_quoted_do_not_count(above: str, tail: str) -> None:
    (article,) = articles(f"{HEAD}{above}\n{STORY}{tail}")
    assert counted(article) == STORY.strip().split("\n\n")
    assert "Zebra" in article.text  # it stands there all the same
    assert article.published == "2026-03-04"


def test_a_quotation_in_no_answer_counts() -> None:
    (article,) = articles(f"{HEAD}\n{STORY}\n> We have waited nine months.\n")
    assert ("quote", "We have waited nine months.") in passages(article)


FORWARDED = (
    "From: Northport Courier <news@courier.example>\nDate: Tue, Mar 3, 2026 at 7:00 AM\n"
    "Subject: Toll raised again\nTo: <mara@desk.example>\n\n"
)


@pytest.mark.parametrize(
    ("subject", "mark"),
    [
        ("x", "---------- Forwarded message ---------\n"),
        ("x", "Begin forwarded message:\n\n"),
        ("Fwd: x", "-----Original Message-----\n"),
        ("FW: x", ""),
    ],
)
def test_what_is_forwarded_has_the_source_that_it_says(subject: str, mark: str) -> None:
    (article,) = articles(f"{HEAD.replace('Toll raised', subject)}\nFor Monday.\n\n{mark}{FORWARDED}{STORY}")
    assert (article.source, article.author) == ("Northport Courier", None)
    assert (article.title, article.published) == ("Toll raised again", "2026-03-03")
    assert ("boilerplate", "For Monday.") in passages(article)
    assert counted(article) == STORY.strip().split("\n\n")


@pytest.mark.parametrize("note", ["", "For Monday.\n\n"])
def test_the_subject_of_what_is_forwarded_is_said_once(note: str) -> None:
    text = f"{HEAD.replace('Toll raised', 'Fwd: x')}\n{note}Begin forwarded message:\n\n"
    (article,) = articles(f"{text}{FORWARDED}TOLL RAISED AGAIN\n\n{STORY}")
    assert article.title == "Toll raised again"
    assert counted(article) == STORY.strip().split("\n\n")


@pytest.mark.parametrize(
    ("labels", "day"),
    [
        ("Von Datum Betreff An", "Dienstag, 3. März 2026 um 07:00"),
        ("De Envoyé Objet À", "mardi 3 mars 2026 07:00"),
        ("De Enviado Asunto Para", "martes, 3 de marzo de 2026 7:00"),
        ("Van Verzonden Onderwerp Aan", "dinsdag 3 maart 2026 07:00"),
    ],
)
def test_what_is_forwarded_has_its_day_in_any_language(labels: str, day: str) -> None:
    sender, date, subject, to = labels.split()
    header = (
        f"{sender}: Northport Courier <news@courier.example>\n{date}: {day}\n"
        f"{subject}: Toll raised again\n{to}: <mara@desk.example>\n\n"
    )
    text = f"{HEAD.replace('Toll raised', 'WG: x')}\nBegin forwarded message:\n\n{header}{STORY}"
    (article,) = articles(text)
    assert (article.source, article.published) == ("Northport Courier", "2026-03-03")


def test_what_is_said_at_length_above_a_forwarded_message_is_an_article_too() -> None:
    said = "This is the third rise in as many years, and nobody explains it. " * 5
    own, other = articles(
        f"{HEAD}Message-ID: <1@x>\n\n{said}\n\nBegin forwarded message:\n\n{FORWARDED}{STORY}"
    )
    assert (own.id, own.author, own.title) == ("a.eml#1@x", "Mara Ilves", "Toll raised")
    assert (other.id, other.source) == ("a.eml#1@x/forwarded", "Northport Courier")
    assert other.origin == "a message forwarded in the text"


@pytest.mark.parametrize(
    ("kind", "header", "is_told"),
    [
        ("text/plain", "Content-Disposition: inline; filename=tolls.txt", True),
        ("text/plain; name=tolls.txt", "", True),
        ("text/html", "Content-Disposition: inline; filename=tolls.html", True),
        ("application/pdf", "Content-Disposition: inline; filename=tolls.pdf", True),
        ("image/jpeg", "Content-Disposition: inline; filename=bridge.jpg", True),
        ("image/png", "Content-Disposition: inline; filename=logo.png\nContent-ID: <logo@x>", False),
        ("text/plain", "Content-Disposition: inline", False),
    ],
)
def test_files_shown_within_a_message_are_told_as_left_out(kind: str, header: str, is_told: bool) -> None:
    told = "1 attached file is left out"
    headers = f"Content-Type: {kind}\n{header}".strip()
    data = f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{{}}\n--b\n{headers}\n\nzebra\n--b--\n"
    (one,) = articles(data.format(STORY))
    assert one.warnings == ((told,) if is_told else ())
    assert ("zebra" in one.text) == (header == "Content-Disposition: inline")
    if is_told:
        with pytest.raises(ReadError, match=f"there is no text in it: {told}"):
            list(eml.read(data.format("").encode(), ReadContext("a.eml")))


@pytest.mark.parametrize("is_first", [True, False])
def test_what_is_left_out_of_a_message_without_text_is_told_with_the_one_beside_it(is_first: bool) -> None:
    outer, inner = EmailMessage(), EmailMessage()
    empty, filled = (outer, inner) if is_first else (inner, outer)
    outer["Subject"] = inner["Subject"] = "Toll raised"
    filled.set_content(STORY)
    empty.add_attachment(b"zebra", maintype="application", subtype="pdf", filename="tolls.pdf")
    outer.add_attachment(inner)
    (one,) = articles(outer.as_bytes())
    assert one.warnings == ("1 attached file is left out",)


def test_a_message_stays_where_one_attached_to_it_cannot_be_read() -> None:
    deep = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
    inner = b"".join(deep % (at, at) for at in range(60)) + b"\nzebra\n"
    data = (
        f"From x Sat Mar  7 10:00:00 2026\n{HEAD}Content-Type: multipart/mixed; boundary=b\n\n"
        f"--b\n\n{STORY}\n--b\nContent-Type: message/rfc822\n\n"
    )
    found = list(mbox.read(data.encode() + inner, ReadContext("a.mbox")))
    assert [isinstance(one, Article) for one in found] == [True, False]


def test_attached_messages_are_articles_and_other_files_are_counted() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Ben Lee <ben@x.example>", "The bridge"
    inner.set_content(STORY)
    outer = EmailMessage()
    outer["From"], outer["Subject"], outer["Message-ID"] = "mara@desk.example", "Two things", "<1@x>"
    outer.set_content("Both are attached, and both are worth your time.")
    outer.add_attachment(inner)
    outer.add_attachment(b"zebra", maintype="text", subtype="plain", filename="zebra.txt")
    one, two = articles(outer.as_bytes())
    assert (one.id, one.author, one.warnings) == ("a.eml#1@x", None, ("1 attached file is left out",))
    assert (two.id, two.author, two.title) == ("a.eml#2", "Ben Lee", "The bridge")
    assert "zebra" not in one.text + two.text


@pytest.mark.parametrize(
    "quoted",
    [
        '<div class="gmail_quote"><div>On 5 Mar Zebra wrote:</div><blockquote>Which?</blockquote></div>',
        '<blockquote type="cite"><p>Zebra: which?</p></blockquote>',
        '<div id="divRplyFwdMsg"><b>From:</b> Zebra</div><div>Which?</div>',
    ],
)
def test_what_is_quoted_below_a_mail_of_html_alone_does_not_count(quoted: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in STORY.strip().split("\n\n"))
    (article,) = articles(
        f"{HEAD}Content-Type: text/html; charset=utf-8\n\n<html><body>{body}{quoted}</body></html>"
    )
    assert counted(article) == STORY.strip().split("\n\n")
    assert "Zebra" in article.text


def test_the_plain_form_is_taken_where_the_page_reader_would_lose_the_most() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "mara@desk.example", "Toll"
    message.set_content(STORY * 3)
    message.add_alternative("<html><body><p>Open this mail in a browser.</p></body></html>", subtype="html")
    (article,) = articles(message.as_bytes())
    assert article.text.count("council") == 3


def test_bytes_in_any_encoding_and_flowed_lines() -> None:
    raw = b"From: =?iso-8859-1?Q?J=F6rg?= <j@x.example>\nSubject: D\xc3\xa9j\xc3\xa0\nContent-Type: "
    (article,) = articles(
        raw + b"text/plain; charset=iso-8859-1; format=flowed\n\nZ\xfcrich liegt \nan einem See.\n"
    )
    assert (article.author, article.title) == ("Jörg", "Déjà")
    assert counted(article) == ["Zürich liegt an einem See."]
    assert unflowed("a \n b\n-- \nc") == "a  b\n-- \nc\n"
    assert take_apart("").written == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            "From: a@b\nSubject: x\n"
            + "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\n\n--b{i}\n' for i in range(120))
            + "\nhi\n",
            "deep",
        ),
        ("From: a@b\nSubject: x\n" + "Content-Type: message/rfc822\n\n" * 5_000 + "hello\n", "deep"),
        ("From: a@b\nSubject: x\n" + "Content-Type: message/rfc822\n\n" * 60 + "hello\n", "deep"),
        ("From: a@b\nSubject: x\n\n", "no text"),
    ],
)
def test_what_is_made_to_do_harm_is_refused_by_name(data: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        list(eml.read(data.encode(), ReadContext("a.eml")))


def test_parts_and_fields_without_end() -> None:
    parts = (
        '\nContent-Type: multipart/mixed; boundary="b"\n\n' + "--b\nContent-Type: text/plain\n\nhi\n" * 2_000
    )
    (article,) = articles(f"From: a@b\nSubject: x{parts}--b--\n")
    assert article.warnings == ("only the first 500 parts of the message are read",)
    (article,) = articles(
        f"From: {'a' * 9_000} <a@b>\nTo: {'(' * 50_000}\nSubject: {'=?utf-8?q?a?= ' * 30_000}\n\nIt rises.\n"
    )
    assert counted(article) == ["It rises."]


@pytest.mark.parametrize(
    ("suffix", "head", "name"),
    [
        (".txt", b"Received: by x\nFrom: a@b\nSubject: x\nDate: x\n\nhi", "mail"),
        (".txt", b"From: the desk\nTo: all\nSubject: x\n\nhi", "plain text"),
        ("", b"From: the desk\nTo: all\nSubject: x\n\nhi", "mail"),
        (".eml", b"From: a@b\n\nhi", "mail"),
        (".eml", b"From x Sat Mar 7 2026\nFrom: a@b\n\nhi", "mailbox"),
        (".eml", b"From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example/\n\n", "MHTML"),
        (".txt", b"From here on it rises.\n", "plain text"),
    ],
)
def test_the_first_bytes_say_what_it_is(suffix: str, head: bytes, name: str) -> None:
    assert REGISTRY.choose(suffix, head).name == name
    assert eml.sniff(b"\x89PNG") is Evidence.NONE


def mailbox(count: int, newline: str) -> bytes:
    """Messages of which every fifth has no id, and every seventh one that came before."""
    messages = []
    for number in range(1, count + 1):
        identity = "" if number % 5 == 0 else f"Message-ID: <{1 if number % 7 == 0 else number}@x>\n"
        messages.append(
            f"From a@x Mon Mar  2 10:00:00 2026\nFrom: Ben <b@x>\nSubject: Toll {number}\n{identity}\n"
            f"The toll rises by {number} percent.\n>From here on.\n\n"
        )
    return "".join(messages).replace("\n", newline).encode()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("piece", [1 << 20, 997])
def test_the_parts_of_a_mailbox_give_what_it_gives_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newline: str, piece: int
) -> None:
    data = mailbox(60, newline)
    path = tmp_path / "a.mbox"
    path.write_bytes(data)
    monkeypatch.setattr(mbox, "PART", 1_000)
    pieces = [data[at : at + piece] for at in range(0, len(data), piece)]
    monkeypatch.setattr(mbox, "read_pieces", lambda _: pieces)
    taken: list[bytes] = []
    parts = split_file(str(path), taken.append)
    assert b"".join(taken) == data
    assert parts is not None
    assert len(parts) > 5
    assert [one.begin for one in parts] == [0, *(one.end for one in parts[:-1])]
    ids: set[str] = set()
    found = [one for part in parts for one in read_part("a.mbox", str(path), part, ids)]
    assert found == list(mbox.read(data, ReadContext("a.mbox")))
    assert len({one.id for one in found if isinstance(one, Article)}) == 60


def test_a_large_mailbox_is_read_a_part_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(mailbox(30, "\n"))
    whole = list(read_paths([str(path)]))
    asked: list[FilePart | None] = []
    ask = READER_CHILD.read

    def noted(*question: Any) -> Iterator[Article | Failure]:
        asked.append(question[3])
        return ask(*question)

    monkeypatch.setattr(READER_CHILD, "read", noted)
    monkeypatch.setattr(mbox, "PART", 1_000)
    monkeypatch.setattr(read_articles, "LEAST", 2_000)
    assert list(read_paths([str(path)])) == whole
    assert len(asked) > 3


def test_what_does_not_begin_as_a_mailbox_is_read_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(b"A text.\n\n" + mailbox(3, "\n"))
    assert mbox.split_at_messages(str(path), len) is None
