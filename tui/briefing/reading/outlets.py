"""Names of news agencies and other outlets, as datelines and bylines give them."""

from __future__ import annotations

import re

_AGENCIES = """Reuters AFP UPI Xinhua Bloomberg Kyodo TASS dpa PTI ANI IANS Yonhap EFE ANSA Interfax Jiji
Bernama Belga Ukrinform CNN CNNMoney MarketWatch PRNewswire GlobeNewswire""".split()
_OTHER_FORMS = {
    "AP": "Associated Press",
    "ASSOCIATED PRESS": "Associated Press",
    "AGENCE FRANCE-PRESSE": "AFP",
    "UNITED PRESS INTERNATIONAL": "UPI",
    "PRESS TRUST OF INDIA": "PTI",
    "PR NEWSWIRE": "PRNewswire",
    "GLOBE NEWSWIRE": "GlobeNewswire",
    "BUSINESS WIRE": "Business Wire",
    "DOW JONES": "Dow Jones",
    "KYODO NEWS": "Kyodo",
    "CANADIAN PRESS": "Canadian Press",
}
_AGENCY_OF = {name.upper(): name for name in _AGENCIES} | _OTHER_FORMS
"""By the form in capitals. Short forms that are also a state's ("PA", "CP") are left out."""

_KNOWN = (
    r"(?:BBC(?: (?:News|Sport|Radio \d|World Service|Panorama)\b)?|CNN(?:Money\b)?|Reuters"
    r"|Bloomberg(?: News\b)?|AFP|UPI|AP|Associated Press|CNBC|MSNBC|NPR|PBS|CBC(?: News\b)?"
    r"|(?:ABC|CBS|NBC|Fox|FOX|Sky|ITV) News"
    r"|Politico|POLITICO|Axios|Al Jazeera|Deutsche Welle)\b"
)
_KIND = (
    r"(?:News|Times|Post|Tribune|Journal|Herald|Guardian|Telegraph|Gazette|Chronicle|Radio|Television"
    r"|Magazine|Observer|Independent|Mirror|Inquirer|Examiner|Newswire|Free Press|Canadian Press|Mail"
    r"|Standard|Courier|Bulletin)"
)
"""Words one of which the name of a newspaper or broadcaster ends with."""
_SERVICE = r"(?: (?:News )?(?:Service|Agency|Online|Network|Group|Magazine))?"
_NO_DESK = r"(?! (?:Editor|Director|Producer|Correspondent|Writer|Reporter|Anchor|Desk|Secretary)\b)"
"""An outlet's part or office: "Senior News Editor" is nobody's name."""

OUTLET = (
    rf"(?:[Tt]he )?(?:{_KNOWN}|(?:(?<=[Tt]he )|(?:[A-Z][\w&’-]{{0,20}} ){{1,3}})"
    rf"{_KIND}\b{_SERVICE}{_NO_DESK})"
)
"""A pattern for an outlet's name: a known one, or capitalised words of which the last is one that
newspapers and broadcasters are called by."""
_OUTLET = re.compile(OUTLET)
_IN_CAPITALS = re.compile(r"(?:[A-Z][A-Z&.\-]{1,20} ){1,3}(?:NEWS|TIMES|POST|RADIO|NEWS SERVICE|NEWS AGENCY)")
_SITE = re.compile(r"[A-Za-z][\w-]{1,30}\.(?:com|org|net|co\.uk)", re.I)
_ARTICLE = re.compile(r"^[Tt]he (?=Associated|(?:[A-Z]{2,}|Reuters|Bloomberg)\b)")


def agency_named(words: str) -> str | None:
    """The agency that `words` (what stands in a dateline's brackets) name, or None."""
    return _AGENCY_OF.get(words.strip().upper().removeprefix("THE "))


def outlet_named(words: str) -> str | None:
    """The agency or outlet that `words` name, and nothing else; None where they may be a place."""
    words = words.strip()
    if agency := agency_named(words):
        return agency
    named = any(form.fullmatch(words) for form in (_OUTLET, _IN_CAPITALS, _SITE))
    return _ARTICLE.sub("", words) if named else None
