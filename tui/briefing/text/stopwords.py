"""Words that tell nothing about what a text is about.

Three lists with three uses. `STOPWORDS` (function words, and the verbs every report uses) are
left out when passages are compared. `UNTELLING` are words that compare well enough but say
nothing as a topic's label: times, amounts, places in a text. `BYLINE` are the words of the
apparatus around an article. All are folded and without possessive 's.
"""

from __future__ import annotations

_FUNCTION = """
a about above across after again against ago all almost along already also although always am amid among
amongst an and another any anyone anything are aren't around as at away back be became because become
becomes been before behind being below beneath beside besides between beyond both but by can can't cannot
could couldn't despite did didn't do does doesn't doing don't done down during each either else enough
especially even ever every everyone everything few for from further get gets getting given go goes going
gone got had hadn't has hasn't have haven't having he he'd he'll he's hence her here here's hers herself him
himself his how however i i'd i'll i'm i've if in indeed inside instead into is isn't it it'd it'll it's its
itself just last least less let lets like likely made make makes making many may maybe me meanwhile might
mine more moreover most much must my myself near nearly neither never nevertheless next no nobody none nor
not nothing now of off often on once one one's ones only onto or other others otherwise ought our ours
ourselves out outside over own per perhaps quite rather really regarding same several shall she she'd she'll
she's should shouldn't since so some someone something somewhat soon still such than that that'd that'll
that's the their theirs them themselves then there there's therefore these they they'd they'll they're
they've this those though through throughout thus till to together too toward towards under unless until up
upon us very via want wanted wants was wasn't way we we'd we'll we're we've well went were weren't what
what's whatever when where whereas whether which while who who'd who's whoever whole whom whose why will
with within without won't would wouldn't yes yet you you'd you'll you're you've your yours yourself
yourselves
"""

_REPORTING = """
according add added adding adds ask asked asking asks call called calling calls came come comes coming
describe described describes explain explained explains new note noted notes quoted read reads remark
remarked remarks report reported reportedly reports say saying says said see seen speak speaking speaks spoke
state stated states statement take taken takes taking tell telling tells think told took
"""

_UNTELLING = """
able act acted acts actually agree agreed agrees ahead aimed allow allowed announce announced announcement
announces appear appeared appears area areas aren aside available bad based began begin beginning begins begun
believe believed believes best better big bit bring brings broad brought case cases certain chance change
changed changes clear clearly close comment comments common confirm confirmed consider considered continue
continued continues couple current currently day days deep different difficult discuss discussed discusses
discussing discussion discussions due earlier early easy effect effort efforts eight end ended ends event
events evening exactly expect expected expects face faced fact far feel fell fifth final finally find five
follow followed following follows forward found four fourth free full fully future gave general generally
give gives giving good great greater group groups half hand hard head held help helped helps high higher
highest highly hold holds hour hours hundred hundreds idea impact important include included includes
including increase increased intend issue issues keep keeping kept key kind knew know known knows large
largely larger largest late later latest latter lead leading leave left level levels line little live long
longer look looked looking looks lot low lower main mainly major mark matter mean means meant meet meeting
member members mention mentioned middle million millions billion billions trillion moment month monthly
months morning move moved moves moving multiple name named need needed needs nine night number numbers
occur occurred offer offered office official officials old ongoing open order parent part particular
particularly parts party past people person place places plan planned planning plans play played point
points possible post posted potential potentially present previous previously probably problem problems
process public put puts question questions quick quickly quite raise raised range reach reached real reason
reasons recent recently refer referred regard related remain remained remains result results return right
rise role round run second see seem seemed seems sent serious set seven share short show showed shown
shows side sides sign significant similar simply single six small smaller source sources special start
started starting starts statements step steps stop strong strongly suggest suggested suggests support sure
talk talked talking ten term terms thing things third thousand thousands three time times today tomorrow
tonight top total town tried true try trying turn turned two type unable unclear upcoming urge urged urges
use used user users uses using usual usually various version view views wanted week weekly weeks whose wide
word words work worked working works world worth write writes writing written wrong wrote year yearly years
yesterday young zero man men woman women nation nations country countries
"""

_TIMES = """
monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march
april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov
dec spring summer autumn winter noon midnight gmt est edt utc
"""

_BYLINE = """
reuters bloomberg afp associated press xinhua newsweek photo photograph photographer photographs getty images
image file copyright reserved rights reporter correspondent editor editing writer newsroom newspaper news
story article articles page edition online website email newsletter subscribe register login click
advertisement spokesman spokeswoman spokesperson mr mrs ms dr sir inc corp ltd llc plc co
"""

STOPWORDS = frozenset(f"{_FUNCTION} {_REPORTING}".split())
"""Function words and verbs of reporting: never terms."""

TIME_WORDS = frozenset(_TIMES.split())
"""Names of days, months and seasons."""

UNTELLING = STOPWORDS | frozenset(f"{_UNTELLING} {_BYLINE}".split()) | TIME_WORDS
"""Words that cannot stand alone in a label."""
