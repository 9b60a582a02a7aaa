"""Words that tell nothing about what a text is about.

Lists with different uses. `STOPWORDS` (function words, and the verbs every report uses) are
left out when passages are compared. `UNINFORMATIVE` are words that compare well enough but say
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
more moreover most much must my myself near nearly neither never nevertheless next no nobody none nor not
nothing now of off often on once one one's ones only onto or other others otherwise ought our ours ourselves
out outside over own per perhaps quite rather really regarding same several shall she she'd she'll she's
should shouldn't since so some someone something somewhat soon still such than that that'd that'll that's
the their theirs them themselves then there there's therefore these they they'd they'll they're they've this
those though through throughout thus till to together too toward towards under unless until up upon us very
via want wanted wants was wasn't way we we'd we'll we're we've well went were weren't what what's whatever
when where whereas whether which while who who'd who's whoever whole whom whose why will with within without
won't would wouldn't yes yet you you'd you'll you're you've your yours yourself yourselves
"""

_REPORTING = """
according add added adding adds ask asked asking asks call called calling calls came come comes coming
describe described describes explain explained explains new note noted notes quoted read reads remark
remarked remarks report reported reportedly reports say saying says said see seen speak speaking speaks
spoke state stated states statement take taken takes taking tell telling tells think told took
"""

_UNINFORMATIVE = """
able act acted acts actually agree agreed agrees ahead aimed allow allowed announce announced announcement
announces appear appeared appears area areas aren aside available bad based began begin beginning begins
begun believe believed believes best better big bit bring brings broad brought case cases certain chance
change changed changes clear clearly close comment comments common confirm confirmed consider considered
continue continued continues couple current currently day days deep different difficult discuss discussed
discusses discussing discussion discussions due earlier early easy effect effort efforts eight eighth end
ended ends event events evening exactly expect expected expects face faced fact far feel fell fifth final
first finally find five follow followed following follows former forward found four fourth free full fully
future gave general generally give gives giving good great greater group groups half hand hard head held help
helped helps high higher highest highly hold holds hour hours hundred hundreds idea impact important include
included includes including increase increased intend issue issues keep keeping kept key kind knew know
known knows large largely larger largest late later latest latter lead leading leave left level levels line
little live long longer look looked looking looks lot low lower main mainly major mark matter mean means
meant meet meeting member members mention mentioned middle million millions billion billions trillion moment
month monthly months morning move moved moves moving multiple name named need needed needs nine night ninth
number numbers occur occurred offer offered office official officials old ongoing open order parent part
particular particularly parts party past people person place places plan planned planning plans play played
point points possible post posted potential potentially present previous previously probably problem
problems process public put puts question questions quick quickly quite raise raised range reach reached
real reason reasons recent recently refer referred regard related remain remained remains result resulting
results return right rise role round run second see seem seemed seems sent serious set seven seventh share
short show showed shown shows side sides sign significant similar simply single six sixth small smaller source
sources special start started starting starts statements step steps stop strong strongly suggest suggested
suggests support sure talk talked talking ten term terms thing things third thousand thousands three time
times today tomorrow tenth tonight top total town tried true try trying turn turned two type unable unclear
upcoming urge urged urges use used user users uses using usual usually various version view views wanted
week weekly weeks whose wide word words work worked working works world worth write writes writing written
wrong wrote year yearly years yesterday young zero man men woman women nation nations country countries
pretty sometimes com http https www html ii iii iv vi vii viii jr sr
"""

_UNITS = """
ton tons tonne tonnes mile miles kilometre kilometres kilometer kilometers metre metres meter meters foot
feet inch inches yard yards acre acres hectare hectares pound pounds kilogram kilograms gram grams ounce
ounces gallon gallons litre litres liter liters barrel barrels dollar dollars cent cents euro euros percent
percentage per degree degrees pence dozen dozens decade decades century centuries minute minutes hour
"""

_TIMES = """
monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march
april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov
dec spring summer autumn winter noon midnight gmt est edt utc am pm a.m p.m a.m. p.m.
"""

_BYLINE = """
emphasis reuters bloomberg afp associated press xinhua newsweek photo photograph photographer photographs
getty images image file copyright reserved rights reporter correspondent editor editing writer newsroom
newspaper news story article articles page edition online website email newsletter subscribe register login
click advertisement spokesman spokeswoman spokesperson mr mrs ms dr sir inc corp ltd llc plc co
sen rep gov adm gen col capt sgt rev quot amp nbsp lt gt apos
ala ariz calif colo conn fla mich minn okla tenn wis
bbc cnn cnbc nbc abc cbs msnbc npr pbs espn upi tass itar aljazeera jazeera nyt wsj
"""

_ABSTRACT = """
social access achievement action activity administration adviser affair agency agenda agreement aim alliance
ally ambassador ambition amount analysis analyst anger announcement answer anxiety approach approval
argument arrangement aspect assessment assistance association assurance atmosphere attempt attention
attitude audience author authority background balance ban basis behaviour benefit bid bilateral blow board
body boss breakthrough campaign capacity career cause caution ceremony chairman challenge chance chapter
chief choice circumstance citizen claim cleric climate colleague commander commission commissioner
commitment committee communication communique community company competition concern condition conference
confidence conflict consensus consequence consultation contact context control controversy conversation
cooperation counterpart couple coverage crisis criticism critic crowd crucial customer damage danger deal
debate decade decision decline defence defense delay delegation demand department deputy description detail
development dialogue difference difficulty diplomacy diplomat direction director disagreement dispute doctor
document drop duty economic economy emergency emphasis employee end engagement enterprise environment envoy
era evidence example exchange executive expectation experience expert explanation expression extent facility
factor failure family father fear feature feeling fight firm flow focus force founder framework friend
frustration gain gap generation goal governor ground growth guidance guy head headline history home hope
host idea image implementation importance impression incident independent indication individual industry
influence information initiative inside instance institution instruction integral intention interest
interview invitation investigation investor involvement item job journalist judge kid lack language launch
lawmaker lawyer leader leadership legal life limit link list local location loss majority manager management
manner market measure media mechanism message method military minister ministry mission mistake mood mother
movie mutual native need negative negotiator network newsletter note notion objective observer occasion
opinion opponent opportunity opposition option organisation organization outcome overview owner package
panel partner partnership patient pattern peer people performance period permission perspective phase phone
platform player pledge policy political politician police population portion position positive post practice
preparation presence presidency president pressure priority problem procedure professor profile program
programme progress project promise proposal prospect protection provision purpose pursuit quality reaction
readout reality rebuke record reduction reference reform regime region relation relationship release
reliance remark reporter representative request requirement research researcher resident resolution resource
respect respondent response responsibility restriction review rival risk roadblock rule sector security
senior sense series service session setting shift shape situation skepticism society solution speaker
specialist spectrum speech spirit spokesperson staff stage stake standard start state statement status
strategic strategy strength structure struggle student study success suggestion summit supplies supply
supporter surprise survey suspect symbol system tactic takeaway target task team technique tendency tension
term territory thought threat title tone tool topic tour track trade tradition trend trip turn uncertainty
understanding unit university value vehicle version victim view visit visitor voice war warning wave way
weakness welcome will witness word worker worry writer belief breath contributor cornerstone luck outskirts
predecessor sidelines size standstill successor trail american british european western eastern northern
southern central domestic foreign international global national federal regional united states kingdom usa
government house congress parliament senate court washington beijing moscow london brussels paris berlin
tokyo delhi ottawa canberra kyiv kiev seoul jerusalem tehran ankara rome madrid cairo islamabad riyadh
pretoria brasilia jakarta secretary north south east west
"""

_DEMONYMS = """
afghan african albanian algerian american angolan arab argentine argentinian armenian asian australian
austrian azerbaijani bahraini bangladeshi belarusian belgian bolivian bosnian brazilian british bulgarian
burmese cambodian cameroonian canadian catalan chechen chilean chinese colombian congolese croatian cuban
cypriot czech danish dutch ecuadorian egyptian english eritrean estonian ethiopian european filipino finnish
french georgian german ghanaian greek guatemalan haitian honduran hungarian icelandic indian indonesian
iranian iraqi irish israeli italian jamaican japanese jordanian kazakh kenyan korean kosovar kurdish kuwaiti
kyrgyz laotian latvian lebanese liberian libyan lithuanian malaysian maltese mexican moldovan mongolian
moroccan mozambican namibian nepalese nepali nicaraguan nigerian norwegian omani pakistani palestinian
panamanian paraguayan peruvian polish portuguese qatari romanian russian rwandan saudi scottish senegalese
serbian singaporean slovak slovenian somali spanish sudanese swedish swiss syrian taiwanese tajik tanzanian
thai tunisian turkish turkmen ugandan ukrainian uruguayan uzbek venezuelan vietnamese welsh yemeni zambian
zimbabwean
"""

FUNCTION_WORDS = frozenset(_FUNCTION.split())
"""Words of grammar alone."""

STOPWORDS = FUNCTION_WORDS | frozenset(_REPORTING.split())
"""Function words and verbs of reporting: never terms."""

TIME_WORDS = frozenset(_TIMES.split())
"""Names of days, months and seasons."""

MONTHS_AND_FIRST_NAMES = frozenset({"jan"})
"""Months, as they are written short, that people are called as well. In full they stand before surnames too
often that are none of theirs: "In June Castellan left"."""

CARDINALS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozen hundred thousand million".split()
)
"""Numbers in words: what they count is no name of anything ("four men")."""

NEVER_IN_PHRASES = frozenset(f"{_BYLINE} {_UNITS} today tomorrow tonight yesterday".split()) | TIME_WORDS
"""Words that spoil any phrase shown: titles, forms of companies, units, days."""

UNINFORMATIVE = STOPWORDS | frozenset(f"{_UNINFORMATIVE} {_UNITS} {_BYLINE}".split()) | TIME_WORDS
"""Words that cannot stand alone in a label."""

DEMONYMS = frozenset(_DEMONYMS.split())
"""Adjectives of peoples and countries: they stand before what is spoken of."""

_OFFICES = """
secretary senator congressman congresswoman mayor premier chancellor attorney general justice king queen
prince princess pope bishop archbishop sheriff speaker coach captain skipper striker midfielder goalkeeper
quarterback pitcher driver sprinter singer rapper actor actress candidate nominee president minister
chairman chairwoman director governor judge chief leader ambassador adviser analyst boss cleric commander
commissioner deputy diplomat envoy executive expert founder head journalist lawmaker lawyer manager
negotiator owner player politician professor reporter researcher representative officer spokesman
spokeswoman writer author biologist
"""

OFFICES = frozenset(_OFFICES.split())
"""What people are, said before their names."""

ABSTRACT = frozenset(_ABSTRACT.split())
"""Words of roles, dealings and speech, and capitals, which mostly stand for their governments: part
of a label ("trade talks"), not one by themselves."""
