"""Where words stand in quotation marks, whatever marks these are."""

from __future__ import annotations

import pytest

from briefing.text.quotation_spans import quotations


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('He said "no" and "never".', ["no", "never"]),
        ("“No,” he said. “Never.”", ["No,", "Never."]),
        ("''No,'' he said.", ["No,"]),
        ("``No,'' he said.", ["No,"]),
        ("«Non», dit-il.", ["Non"]),
        ('“No," he said, "never.”', ["No,", "never."]),
        ("“It goes on to the end.", ["It goes on to the end."]),
        ("“One is left open, “and one is not.”", ["One is left open, ", "and one is not."]),
        ("The dogs' owner said 'no' twice.", ["no"]),
        ("It’s the workers’ day.", []),
        ("‘We don’t know the workers’ names,’ she said.", ["We don’t know the workers’ names,"]),
        ('The 6" pipe broke.', []),
        ("A closing mark” alone.", []),
        ("", []),
    ],
)
def test_quotations(text: str, inner: list[str]) -> None:
    found = quotations(text, 0, len(text))
    assert [text[one.inner_start : one.inner_end] for one in found] == inner
