"""Subtitles and transcripts: cues, who speaks, paragraphs and their times."""

from __future__ import annotations

import pytest

from briefing.errors import ReadError
from briefing.model.article import Article
from briefing.reading.formats.format_reader import Evidence
from briefing.reading.formats.subtitles import extract, read_cues, sniff
from briefing.reading.read_articles import read_data
from briefing.reading.sources import InputFile


def srt(*cues: tuple[float, float, str]) -> bytes:
    def stamp(seconds: float) -> str:
        whole = int(seconds)
        return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02},{round(seconds % 1 * 1000):03}"

    return "\r\n".join(
        f"{number}\r\n{stamp(begins)} --> {stamp(ends)}\r\n{text}\r\n"
        for number, (begins, ends, text) in enumerate(cues, 1)
    ).encode()


def blocks(data: bytes) -> list[tuple[float | None, str]]:
    return [(one.time, one.text) for one in next(extract(data)).blocks]


def test_cues_are_joined_until_somebody_falls_silent() -> None:
    data = srt(
        (1, 3, "The port has been\nclosed since Monday"),
        (3.5, 5, "and will stay so."),
        (5.2, 7, "Nobody knows how long."),
        (12, 14, "In other news, prices rose"),
        (24.25, 26, "by three percent."),
    )
    assert blocks(data) == [
        (1.0, "The port has been closed since Monday and will stay so. Nobody knows how long."),
        (12.0, "In other news, prices rose"),
        (24.25, "by three percent."),
    ]


def test_a_long_speech_ends_with_a_sentence_and_a_very_long_one_anywhere() -> None:
    sentences = [
        (float(n), n + 1.0, "The terminal stays closed, said the port authority.") for n in range(30)
    ]
    assert all(400 < len(text) < 700 and text.endswith(".") for _, text in blocks(srt(*sentences))[:-1])
    words = [(float(n), n + 1.0, f"and so on and on and on and on {n}") for n in range(100)]
    assert [len(text) < 1_600 for _, text in blocks(srt(*words))] == [True] * 3


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("ANNA: Who pays?", "BEN LEE: You do.", ["ANNA: Who pays?", "BEN LEE: You do."]),
        ("ANNA: Who pays?", "And when?", ["ANNA: Who pays? And when?"]),
        ("<v Anna Holm>Who pays?</v>", "<v.loud Ben>You do.", ["Anna Holm: Who pays?", "Ben: You do."]),
        ("<v Anna>Who pays?", "<v Anna>And when?", ["Anna: Who pays? And when?"]),
        (">> Who pays?", ">> You do.", ["Who pays?", "You do."]),
        ("&gt;&gt; ANNA: Who pays?", "You do.", ["ANNA: Who pays? You do."]),
        ("- Who pays?\n- You do.", "Never.", ["Who pays?", "You do. Never."]),
        ("- Who pays?", "Nobody.", ["- Who pays? Nobody."]),
        ("Speaker 1: Who pays?", "Speaker 1: And when?", ["Speaker 1: Who pays? And when?"]),
        ("Remember: it is dear.", "So it is.", ["Remember: it is dear. So it is."]),
        ("<i>It rises.</i>", r"{\an8}AT&amp;T <b>too</b>.", ["It rises. AT&T too."]),
    ],
)
def test_who_speaks_is_told_where_it_changes(first: str, second: str, expected: list[str]) -> None:
    assert [text for _, text in blocks(srt((1, 2, first), (2, 3, second)))] == expected


def test_sounds_are_no_speech() -> None:
    data = srt((0, 1, "[Music]"), (1, 2, "Good evening."), (2, 3, "(applause)"), (3, 4, "♪ la la ♪"))
    found = [(one.kind, one.text) for one in next(extract(data)).blocks]
    assert found == [
        ("boilerplate", "[Music]"),
        ("paragraph", "Good evening."),
        ("boilerplate", "(applause)"),
        ("boilerplate", "♪ la la ♪"),
    ]


def test_lines_that_roll_upwards_are_said_once() -> None:
    data = (
        b"WEBVTT\nKind: captions\nLanguage: en-GB\n\n"
        b"00:00.000 --> 00:02.000 align:start position:0%\n \nthe<00:00:00.400><c> port</c>\n\n"
        b"00:02.000 --> 00:02.010\nthe port\n \n\n"
        b"00:02.010 --> 00:04.000\nthe port\nis<00:00:03.000><c> closed</c>\n\n"
        b"00:04.000 --> 00:04.010\nis closed\n\n"
    )
    article = next(extract(data))
    assert [(one.time, one.text) for one in article.blocks] == [(0.0, "the port is closed")]
    assert (article.language, article.title) == ("en-GB", None)


def test_what_somebody_says_twice_is_said_twice() -> None:
    data = srt((1, 2, "No."), (2, 3, "No."), (3, 4, "Never."), (4, 5, "I said so."), (5, 6, "Twice."))
    assert blocks(data) == [(1.0, "No. No. Never. I said so. Twice.")]


def test_notes_styles_and_names_of_cues_are_left_out() -> None:
    data = (
        b"\xef\xbb\xbfWEBVTT - The harbour, part 2\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n"
        b"NOTE zebra\r\n\r\n"
        b"intro\r\n01:00:01.500 --> 01:00:02.000\r\nIt rises.\r\n\r\nNOTE\r\nzebra\r\n\r\nend\r\n"
        b"01:00:02.000 --> 01:00:03.000\r\nIt falls.\r\n"
    )
    article = next(extract(data))
    assert [(one.time, one.text) for one in article.blocks] == [(3601.5, "It rises. It falls.")]
    assert article.title == "The harbour, part 2"


def test_cues_without_blank_lines_between_them_and_with_them_inside_are_whole() -> None:
    text = (
        "1\n00:00:01 --> 00:00:02\nOne\n2\n00:00:02,5 --> 00:00:03,25\nTwo\n\nthree\n\n"
        "3\n00:00:04,0 --> 00:00:05,0\n\n"
    )
    assert [tuple(cue) for cue in read_cues(text, is_vtt=False)] == [
        (1.0, 2.0, ("One",)),
        (2.5, 3.25, ("Two", "three")),
    ]


def test_an_article_of_it_has_times_and_no_title_of_its_own() -> None:
    data = srt((1, 3, "Good evening"), (13, 14, "THE MINISTER: Thank you"))
    (article,) = read_data(InputFile("a.txt", "a.txt"), data)
    assert isinstance(article, Article)
    assert [(p.kind, p.time) for p in article.passages] == [("paragraph", 1.0), ("paragraph", 13.0)]
    assert not article.has_title
    assert article.warnings == ("named .txt, but read as what it is: subtitles",)


@pytest.mark.parametrize(
    ("head", "evidence"),
    [
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nx", Evidence.CERTAIN),
        ("\ufeffWEBVTT".encode("utf-16"), Evidence.CERTAIN),
        (b"WEBVTTX", Evidence.NONE),
        (srt((1, 2, "It rises.")), Evidence.CERTAIN),
        (b"1\nThe port closed.\n", Evidence.NONE),
        (b"", Evidence.NONE),
    ],
)
def test_the_first_bytes_say_what_it_is(head: bytes, evidence: Evidence) -> None:
    assert sniff(head) is evidence


def test_a_file_without_a_cue_is_refused_by_name() -> None:
    with pytest.raises(ReadError, match="no subtitles"):
        list(extract(b"WEBVTT\n\nNOTE nothing\n"))
