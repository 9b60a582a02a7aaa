"""Boilerplate lines: what a site prints around every article.

Each rule has a name and a few forms; a line is boilerplate where one form fits the whole of it.
A form asks for the shape of a notice (an imperative, a label, a count), since reporters write
sentences about newsletters, cookies and copyright too. All repeats are bounded, and lines longer
than `blocks.LONGEST_LINE` are never looked at.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from briefing.reading.blocks import Block

_SITES = (
    r"(?:facebook|twitter|x|linkedin|whats ?app|telegram|reddit|pinterest|instagram|e-?mail|messenger"
    r"|flipboard|bluesky|threads|youtube|tiktok|google news|rss|print|copy link)"
)
_STORY = r"(?:article|story|post|page|piece|report|video|dispatch)"
_ITEMS = r"(?:articles?|stor(?:y|ies)|news|posts?|content|links?|topics?|coverage|reading|videos?|headlines?)"

_FORMS: dict[str, tuple[str, ...]] = {
    "copyright": (
        r"©[^\n]{0,390}",
        r"\(c\) ?\d{4}[^\n]{0,390}",
        r"copyright ?(?:©|\(c\)|\d{4}|by )[^\n]{0,380}",
        r"[^\n]{0,200}\ball rights reserved\b[^\n]{0,200}",
        r"this (?:material|article|content|story) may not be (?:published|reproduced|copied)[^\n]{0,300}",
    ),
    "account": (
        r"(?:(?:you (?:must|need to|have to)|please) )?(?:be )?(?:register|logged in|log ?in|sign ?in"
        r"|sign up)\b[^\n.]{0,60}\b(?:comment|continue|read|account|reply|vote|access)\w{0,4}\b"
        r"[^\n.]{0,60}\.?",
        r"(?:register|log ?in|sign ?in|sign up|my account|log ?out|create an account)(?: ?(?:/|\||or) ?"
        r"(?:register|log ?in|sign ?in|sign up))?",
        r"already (?:a|an) (?:subscriber|member)\?[^\n]{0,60}",
    ),
    "comments": (
        r"\(?\d{1,6}\)? (?:comments?|replies|responses|shares?|likes?)",
        r"comments? ?[(:]? ?\d{0,6} ?\)?",
        r"(?:leave|post|add|write) (?:a|your) (?:comment|reply)",
        r"(?:view|show|load|read|see|join|hide)(?: all| more| the)?(?: \d{1,6})? (?:comments?|conversation)",
        r"(?:comments are (?:closed|off|disabled)|no comments(?: yet)?)\.?",
        r"be the first to (?:comment|like|reply)[^\n.]{0,40}[.!]?",
    ),
    "sharing": (
        rf"(?:share|tweet|pin it|like|save|print|bookmark|copy link)(?: (?:this|the))?(?: {_STORY}| link)?"
        rf"(?: ?(?:on|via|to|with|by|,|/|\||and|or|&)? ?{_SITES}){{0,8}}[.!:]?",
        rf"(?:share|tweet|pin|save|{_SITES})(?: ?[,/|&]? ?(?:share|tweet|pin|save|{_SITES})){{0,8}}",
        r"(?:follow|like|find) (?:us|me|@\w{1,30})(?: (?:on|at|via) [^\n.]{1,80})?[.!]?",
    ),
    "subscription": (
        r"(?:subscribe|become a (?:member|subscriber)|start your (?:free )?(?:trial|subscription))"
        r"(?: (?:to|for|now|today|here)\b[^\n]{0,120})?[.!]?",
        r"(?:sign up|sign me up|get|receive|join|register|want)\b[^\n]{0,160}\b(?:newsletters?|inbox"
        r"|alerts)\b[^\n]{0,80}",
        r"(?:daily |weekly |morning |evening |free |e-?mail |our ){0,3}newsletters?(?: sign-?up)?",
        r"support (?:our|independent|quality) journalism[^\n]{0,80}",
        r"download (?:our|the) [^\n.]{0,30}\bapp\b[^\n.]{0,60}[.!]?",
    ),
    "related": (
        rf"(?:related|recommended|trending|popular|latest|featured|more|top|other)(?: {_ITEMS}){{1,2}}:?",
        r"(?:editor['’]?s['’]? picks?|most (?:read|popular|viewed|shared)[^\n.]{0,40}|up next)",
        r"what to read next",
        r"you (?:may|might) (?:also )?(?:like|enjoy|be interested in)[^\n.]{0,60}",
        r"don['’]t miss(?:: ?[^\n]{1,200})?",
        r"(?:related|recommended|see also|read also|also read|read next|more on this)(?:: ?[^\n]{0,200})?",
        r"more (?:from|on|about|in) [^\n.:]{1,80}:?",
    ),
    "read more": (
        r"(?:read|watch|listen|view|see|click|tap|find out|learn)"
        r"(?: (?:here|more|now|below|live|next|also)){1,3}"
        r"(?: (?:about|on|at|from|in|to|for|here) ?[^\n.,]{0,100})?[.!…»>→: ]{0,4}",
        r"(?:read|watch|see|view|download) (?:the|our) (?:full|entire|complete|whole) [^\n.,]{1,60}"
        r"[.…»>→ ]{0,4}",
        r"(?:read|watch|listen|see|more|video|gallery|photos|also|live)(?: more| also| now)?: [^\n]{1,200}",
        r"(?:continue reading|keep reading|read on)[^\n.]{0,60}[.…»>→ ]{0,4}",
    ),
    "advertisement": (
        r"(?:advertisement|advert|sponsored|promoted)(?: (?:content|post|links?|by [^\n.]{1,60}))?[.:]?",
        r"paid (?:post|content|partner content)",
        rf"(?:{_STORY}|content) continues (?:below|after)[^\n.]{{0,40}}",
        r"(?:scroll (?:down )?to continue|skip (?:past )?(?:the )?(?:ad|advert|advertisement))[^\n.]{0,40}",
    ),
    "navigation": (
        r"(?:home|front page|menu|search|close|contact us|about us|site ?map|toggle navigation|all sections)",
        r"(?:back to (?:top|home|news|all)|skip to (?:main )?content|view all|see all|show (?:more|less))",
        rf"(?:next|previous)(?: {_STORY})?",
        r"(?:loading(?: more)?(?:\.{3}|…)?|page \d{1,3}(?: of \d{1,3})?)",
        r"(?:privacy (?:policy|notice)|terms (?:of (?:use|service)|(?:and|&) conditions))",
        rf"print(?: this)? {_STORY}",
        r"(?:home|news|front page|world|business|politics|sports?)(?: ?[>»›|/·•] ?[^\n>»›|.]{1,40}){1,6}",
    ),
    "cookies": (
        r"(?:we|this (?:site|website)) uses? cookies\b[^\n]{0,300}",
        r"(?:(?:accept|reject|manage)(?: all)? cookies|cookie (?:policy|settings|preferences))",
    ),
    "tags": (
        r"(?:tags?|filed under|topics?|categor(?:y|ies)|keywords|posted in|tagged(?: with| as)?): ?"
        r"[^\n]{1,300}",
    ),
    "reading time": (
        r"(?:\d{1,3}[ -]?min(?:ute)?s?[ -]read|(?:estimated )?reading time:? [^\n]{1,30})",
        r"\d{1,3} (?:min(?:ute)?s?|hours?|days?|weeks?|months?) ago",
    ),
    "credit": (
        r"\((?:additional |with )?(?:reporting|writing|editing|compiled|translat\w{1,4}|written) by "
        r"[^\n]{2,380}",
        r"(?:additional |with )?reporting by [^\n]{2,200}\b(?:editing|writing|reporting) by [^\n]{2,120}",
        r"(?:additional |with )?(?:reporting|editing|writing) by [^\n.]{2,60}",
        rf"[^\n]{{2,160}}\bcontributed (?:reporting|to this {_STORY})\b[^\n.]{{0,60}}\.?\)?",
    ),
    "republished": (
        rf"this {_STORY} (?:was )?(?:originally|first) (?:appeared|published|ran)\b[^\n]{{0,200}}",
        r"originally published\b[^\n]{0,200}",
        r"our standards: [^\n]{1,100}",
    ),
    "end mark": (r"-? ?30 ?-?|-? ?ends? ?-?|\*?end\*?",),
    "address": (
        r"(?:e-?mail|contact|tel|phone|fax|twitter|web(?:site)?): ?\S{3,80}",
        r"(?:url|link|permalink|source url): ?https?://\S{1,390}",
        r"[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{2,40}",
        r"https?://\S{1,390}",
        r"\[[^\]\n]{1,100}\]: ?\S{1,300}(?: [\"'(][^\n]{0,100})?",
    ),
    "separator": (r"(?:[^\w\n]|_){1,400}",),
}

RULES = tuple(_FORMS)
"""The names of the rules."""
_ANY = re.compile("|".join(f"(?:{form})" for forms in _FORMS.values() for form in forms), re.IGNORECASE)
"""All of them at once: most lines are none."""
_LINES_KNOWN = 2048
"""Lines of furniture come again, in one article and in all of a folder."""
_LABELS_OF_LINKS = ("related", "read more", "tags")
_ANNOUNCE_LINKS = ("related", "tags", "navigation", "sharing", "subscription")


@lru_cache(maxsize=_LINES_KNOWN)
def boilerplate_rule(line: str) -> str | None:
    """Return the name of the rule that claims `line`, or None."""
    if not _ANY.fullmatch(line):
        return None
    return next(name for name in RULES if _pattern(name).fullmatch(line))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in _FORMS[name]), re.IGNORECASE)


def decide_boilerplate(blocks: list[Block]) -> list[Block]:
    """Decide the lines a site prints around every article; an article of one block has none.

    A heading or list item of the text's own markup counts too ("## Related stories"), and so do
    the list items right below a line that announces links. The topmost heading is never one.
    """
    if len(blocks) < 2:
        return blocks
    result: list[Block] = []
    in_links = False
    for block in blocks:
        rule = boilerplate_rule(block.text) if _may_be_notice(block) else None
        if not result and rule in _LABELS_OF_LINKS:
            rule = None  # the first line is what others link to
        in_links = rule in _ANNOUNCE_LINKS or (in_links and block.kind == "list item")
        result.append(block.as_("boilerplate") if rule or in_links else block)
    return result


def _may_be_notice(block: Block) -> bool:
    marked = block.kind == "list item" or (block.kind == "heading" and block.level > 1)
    return block.is_line and (block.kind is None or marked)
