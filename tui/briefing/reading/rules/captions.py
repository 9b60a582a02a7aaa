"""Captions and credits of pictures and charts.

A line is a caption where it opens with a caption's label ("File photo:", "FILE -", "Image
caption") or ends with a credit ("Photographer: ...", "(AP Photo/...)", "| Getty Images"). A
credit in the middle of a sentence is news about an agency.
"""

from __future__ import annotations

import re

from briefing.reading.blocks import Block

_AGENCY = (
    r"(?:AP|AFP|EPA|Reuters|REUTERS|Getty(?: Images)?|GETTY IMAGES|Bloomberg|Xinhua|Kyodo|Yonhap|Alamy|Shutterstock"
    r"|iStock|Unsplash|Pexels|Wikimedia(?: Commons)?|NurPhoto|Anadolu|Sipa|Zuma|PA Wire|TASS|dpa|ANSA)"
)
_NAMED = r"[\w.,'’&@/|:;©+\- ]"

_OPENING = re.compile(
    r"(?:(?:file )?(?:photos?|photographs?|images?|pictures?|illustrations?|graphics?|charts?)"
    r"(?: (?:credits?|by|courtesy(?: of)?|source|caption|via))?|file|caption|credits?|pictured|source"
    r"|media caption|image caption|image source|photo illustration|above|below|top|left|right)"
    r"(?: photo| picture| image)? ?(?::|,(?= )|—|–| - |-(?= )) ?\S",
    re.I,
)
_LABEL_ALONE = re.compile(
    r"(?:file photo(?:graph)?|photos? (?:by|credit:?|courtesy of) [^\n]{2,80}|image(?: source)?:? [^\n]{0,20}getty"
    rf"[^\n]{{0,20}}|{_AGENCY}(?: ?/ ?{_NAMED}{{2,60}})?(?: photo| file photo)?|courtesy (?:of )?[^\n.]{{2,60}})\.?",
    re.I,
)
_BRACKETED_CREDIT = re.compile(
    rf"[(\[](?=[^()\[\]]{{0,200}}(?:\b[Pp]hoto|\bPHOTO|\b[Ii]mage|\b[Pp]icture|\b[Cc]ourtesy|\b[Ff]ile\b|{_AGENCY}[/)\]]))"
    rf"[^()\[\]]{{2,200}}[)\]]\.?"
)
_TRAILING_CREDIT = re.compile(
    rf"(?:^|[.!?”\"|–—)] ?|\s[-|] )(?:(?:Photographer|Photograph|Photo(?:graphy)?|Picture|Image|Illustration|Credit"
    rf"|Source|Getty Images)s?(?: (?:by|credit|courtesy(?: of)?|via|source))?:? (?:[A-Z©@]{_NAMED}{{1,120}})"
    rf"|{_AGENCY}(?: ?/ ?{_NAMED}{{2,60}}| [Pp]hoto| [Ff]ile [Pp]hoto)?|(?:[Ff]ile|FILE) (?:[Pp]hoto|PHOTO|[Pp]icture))\.?"
)
_LONGEST_TAIL = 220
_LONGEST_CAPTION = 1200


def is_caption(text: str) -> bool:
    """Whether the line `text` is the caption or the credit of a picture."""
    if len(text) > _LONGEST_CAPTION or "\n" in text:
        return False
    if _LABEL_ALONE.fullmatch(text):
        return True
    if _OPENING.match(text):
        return text[:5].isupper() or ":" in text[:40] or len(text.split()) <= 40
    tail_start = max(0, len(text) - _LONGEST_TAIL)
    for pattern in (_BRACKETED_CREDIT, _TRAILING_CREDIT):
        for match in pattern.finditer(text, tail_start):
            if match.end() == len(text):
                return True
    return False


def mark_captions(blocks: list[Block]) -> list[Block]:
    """Decide captions; a text of one block has no picture."""
    if len(blocks) < 2:
        return blocks
    return [b.as_("caption") if b.kind is None and is_caption(b.text) else b for b in blocks]
