"""Zip files that are built to do harm, and those that are not."""

from __future__ import annotations

import io
import random
import struct
import zipfile

import pytest
from office_files import zip_file

from briefing.errors import ReadError
from briefing.reading.formats.zip_container import (
    ZipContainer,
    ZipLimits,
    media_type_in_head,
    names_in_head,
)

SMALL = ZipLimits(parts=20, inflated=20_000, ratio=10, small=1_000)
NOISE = random.Random(1).randbytes(15_000)


def test_parts_are_read_by_name() -> None:
    container = ZipContainer(zip_file({"a/b.xml": "words", "../../c": "more"}))
    assert container.read("a/b.xml") == b"words"
    assert "../../c" in container
    assert container.names == ["a/b.xml", "../../c"]


def test_the_first_of_two_parts_of_one_name_is_read() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("a", "first")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("a", "second")
    assert ZipContainer(made.getvalue()).read("a") == b"first"


def test_what_is_packed_much_tighter_than_text_is_refused_while_it_is_inflated() -> None:
    container = ZipContainer(zip_file({"a": "x" * 15_000, "b": "x" * 900}), SMALL)
    assert container.read("b") == b"x" * 900
    with pytest.raises(ReadError, match="unpacks to more than"):
        container.read("a")


def test_all_parts_together_are_counted() -> None:
    container = ZipContainer(zip_file({"a": NOISE, "b": NOISE[:10_000]}), SMALL)
    container.read("a")
    with pytest.raises(ReadError, match="unpacks to more than"):
        container.read("b")


def test_a_size_that_lies_is_not_believed() -> None:
    data = bytearray(zip_file({"a": NOISE}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    with pytest.raises(ReadError, match="cannot be unpacked"):
        ZipContainer(bytes(data)).read("a")


def test_parts_that_lie_in_each_other_are_refused() -> None:
    data = bytearray(zip_file({"a": NOISE, "b": NOISE}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 42 : at + 46] = struct.pack("<I", 0)
    with pytest.raises(ReadError, match="lie in each other"):
        ZipContainer(bytes(data))


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(ReadError, match="more than 20 parts"):
        ZipContainer(zip_file({str(number): "" for number in range(21)}), SMALL)


def _with_method(method: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        file.writestr("a", "words")
    return made.getvalue()


def _encrypted() -> bytes:
    data = bytearray(zip_file({"a": "words"}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _broken() -> bytes:
    data = bytearray(zip_file({"a": NOISE}))
    data[2_000:2_100] = bytes(100)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_with_method(zipfile.ZIP_BZIP2), "packed in a way"),
        (_with_method(zipfile.ZIP_LZMA), "packed in a way"),
        (_encrypted(), "encrypted"),
        (_broken(), "cannot be unpacked"),
        (zip_file({"b": "words"}), "no part “a”"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        ZipContainer(data).read("a")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"words", zip_file({"a": NOISE})[:-30]])
def test_what_is_no_whole_zip_file_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="not a whole zip file"):
        ZipContainer(data)


def test_the_first_bytes_say_names_and_media_type() -> None:
    data = zip_file({"mimetype": "application/epub+zip", "a/b": NOISE}, stored=("mimetype",))
    assert names_in_head(data[:300]) == ["mimetype", "a/b"]
    assert media_type_in_head(data[:300]) == "application/epub+zip"
    assert media_type_in_head(zip_file({"a": "application/epub+zip"})) == ""
    assert names_in_head(b"PK\x03\x04") == [""]
