"""Signs that documents set in a symbol font: numbers that mean nothing without the font's own table."""

from __future__ import annotations

_PRIVATE = 0xF000
"""Where Unicode has no sign for it, programs put the font's number above this."""
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SYMBOL = {
    **{0x41 + at: sign for at, sign in enumerate(_GREEK)},
    **{0x61 + at: sign for at, sign in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")},
    **dict(enumerate("′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…", 0xA2)),
    0x2D: "−",
    0xA0: "€",
    0xC5: "⊕",
    0xC6: "∅",
    0xCE: "∈",
    0xD0: "∠",
    0xD5: "∏",
    0xD6: "√",
    0xD7: "⋅",
    0xD2: "®",
    0xD3: "©",
    0xD4: "™",
    0xD8: "¬",
    0xDB: "⇔",
    0xDC: "⇐",
    0xDE: "⇒",
    0xE5: "∑",
    0xF2: "∫",
    0x22: "∀",
    0x24: "∃",
    0x27: "∋",
    0x40: "≅",
    0x5E: "⊥",
    0x7E: "∼",
}
"""Adobe's Symbol, but for what is the same there as in ASCII."""
_WINGDINGS = {
    **dict.fromkeys((0x6C, 0x6E, 0x71, 0x75, 0x76, 0x77, 0x9F, 0xA7, 0xA8), "•"),
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xFB: "✗",
    0xFC: "✓",
    0x4A: "☺",
    0x4C: "☹",
    0xA1: "○",
    0xFD: "☒",
    0xFE: "☑",
    0x6F: "☐",
}


def symbol(font: str, code: int) -> str:
    """Return the sign with the number `code` in `font`; empty where nobody could say which it is."""
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return ""
    low = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 0x100 else code
    name = font.casefold()
    if name == "symbol":
        return _SYMBOL.get(low, chr(low) if 0x20 <= low < 0x7F else "")
    if name.startswith(("wingdings", "webdings")):
        return _WINGDINGS.get(low, "")
    return "" if low != code else chr(code)
