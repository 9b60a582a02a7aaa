"""Captions and credits of pictures and charts.

A line is a caption where it opens with a caption's label ("File photo:", "FILE -", "Image
caption") or ends with a credit ("Photographer: ...", "(AP Photo/...)", "| Getty Images"). A
credit in the middle of a sentence is news about an agency.
"""

from __future__ import annotations

import re

from briefing.reading.blocks import Block

_AGENCY = (
    r"(?:AP|AFP|EPA|Reuters|REUTERS|Getty(?: Images)?|GETTY IMAGES|Bloomberg|Xinhua|Kyodo|Yonhap|Alamy|TASS"
    r"|Shutterstock|iStock|Unsplash|Pexels|Wikimedia(?: Commons)?|NurPhoto|Anadolu|Sipa|Zuma|PA Wire|dpa"
    r"|ANSA)"
)
_NAMED = r"[\w.,'’&@/|:;©+\- ]"
_PICTURE = r"(?:photographers?|photograph(?:y|s)?|photos?|pictures?|images?|illustrations?|credits?|source)"

_OPENING = re.compile(
    r"(?:(?:file )?(?:photos?|photographs?|images?|pictures?|illustrations?|graphics?|charts?)"
    r"(?: (?:credits?|by|courtesy(?: of)?|source|caption|via))?|file|caption|credits?|pictured|source"
    r"|media caption|photo illustration|above|below|top|left|right)"
    r"(?: photo| picture| image)? ?(?::|,(?= )|—|–| - |-(?= )) ?\S",
    re.I,
)
_ALONE = re.compile(
    r"(?:file photo(?:graph)?|photos? (?:by|credit:?|courtesy of) [^\n]{2,80}"
    rf"|{_AGENCY}(?: ?/ ?{_NAMED}{{2,60}})?(?: photo| file photo)?|courtesy (?:of )?[^\n.:]{{2,60}})\.?",
    re.I,
)
_BRACKETED_CREDIT = re.compile(
    r"[(\[](?=[^()\[\]]{0,200}(?:\bphotos?(?:graph(?:er|y)?)?\b(?: by|:|/| credit| courtesy)|\bimages?"
    rf"(?: by|:|/)|\bpictures?(?: by|:)|\bcourtesy\b|\bfile\b ?[)\]/]|{_AGENCY} ?/|{_AGENCY} photo))"
    rf"[^()\[\]]{{2,200}}[)\]]\.?|(?<=[.!?”\"] )\({_AGENCY}\)",
    re.I,
)
"""An agency alone in brackets is a credit only behind a sentence; behind a headline it is the source."""
_SOURCE_IN_BRACKETS = re.compile(rf"\({_AGENCY}\)$", re.I)
_TRAILING_CREDIT = re.compile(
    rf"(?:^|[.!?”\"|–—)] ?|\s[-|] )"
    rf"(?:(?i:{_PICTURE})(?i: by| credit| courtesy(?: of)?| via)?: ?{_NAMED}{{2,120}}"
    rf"|(?i:photos?|images?|pictures?|illustration) (?i:by|courtesy of) [A-Z]{_NAMED}{{1,120}}"
    rf"|{_AGENCY}(?: ?/ ?{_NAMED}{{2,60}}| (?i:photo|file photo))?|(?i:file (?:photo|picture)))\.?"
)
_LONGEST_TAIL = 220
_LONGEST_CAPTION = 1200


def is_caption(text: str) -> bool:
    """Whether the line `text` is the caption or the credit of a picture."""
    if len(text) > _LONGEST_CAPTION or "\n" in text:
        return False
    if _ALONE.fullmatch(text):
        return True
    if _OPENING.match(text):
        return text[:5].isupper() or ":" in text[:40] or len(text.split()) <= 40
    tail_start = max(0, len(text) - _LONGEST_TAIL)
    pattern = _BRACKETED_CREDIT if text.endswith((")", "]", ").")) else _TRAILING_CREDIT
    return any(match.end() == len(text) for match in pattern.finditer(text, tail_start))


def decide_captions(blocks: list[Block]) -> list[Block]:
    """Decide captions; a text of one block has no picture."""
    if len(blocks) < 2:
        return blocks
    captions = [b.as_("caption") if b.kind is None and is_caption(b.text) else b for b in blocks]
    if _SOURCE_IN_BRACKETS.search(blocks[0].text[-40:]):
        captions[0] = blocks[0]  # a headline with its agency
    return captions
