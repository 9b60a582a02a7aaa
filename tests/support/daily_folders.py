"""Five small folders on daily affairs, made for tests: a strike, a flood, an election, a trial, a works.

Each is told by several sources, an article a tuple of passages, the headline first.
"""

from __future__ import annotations

FOLDERS: dict[str, dict[str, tuple[str, ...]]] = {
    "strike": {
        "a": (
            "Dockers at Port Weldon walk out over night shifts",
            "Dockers at Port Weldon walked out on Monday, leaving eleven container ships at anchor in "
            "the bay.",
            "The union says night shifts have grown from eight to twelve hours since the spring, "
            "without extra pay.",
            "Port director Helen Marsh said the pay offer of four percent was final.",
            "Truck drivers queued for nine hours at the gates, and a fruit importer threw away two "
            "loads of bananas.",
            "The mayor asked both sides to meet a mediator before the weekend.",
        ),
        "b": (
            "Container ships turn away as port strike bites",
            "Three container ships turned away from Port Weldon on Tuesday and sailed to Harrow Sound "
            "instead.",
            "Importers said bananas and cut flowers were rotting in the holds.",
            "Night shifts are the heart of the dispute: two crane operators fell asleep at the controls "
            "last winter.",
            "The pay offer was rejected by nine dockers in ten, the union said.",
            "A mediator from the labour court arrived in the evening.",
        ),
        "c": (
            "What the dockers want",
            "The dockers want shorter night shifts, a second crane crew and a pay offer above six percent.",
            "Crane operators work alone in a cabin forty metres above the quay, and a second crew would cost "
            "the port two million a year.",
            "Shops in the valley have begun to run short of bananas, and a supermarket chain flew in fruit "
            "from the south.",
            "Container ships cost their owners thirty thousand a day while they wait.",
        ),
        "d": (
            "Mediator sees a way out of the port strike",
            "The mediator said on Thursday that both sides had moved on night shifts, which may end at "
            "ten hours.",
            "The second crane crew remains open, and so does the pay offer.",
            "Helen Marsh, the port director, said the port had lost four million since Monday.",
            "Fourteen container ships now wait in the bay, the coast guard said.",
            "Truck drivers demanded compensation for the days at the gates.",
        ),
        "e": (
            "Farmers and shops count the cost of the strike",
            "Fruit growers in the valley cannot ship their plums, which rot in cold stores near the port.",
            "Supermarkets rationed bananas on Wednesday.",
            "Truck drivers slept in their cabs, and a priest brought them soup.",
            "The union's strike fund would last for six weeks, its treasurer said. The strike fund paid each "
            "docker eighty a day.",
            "Crane operators marched through the old town with banners against twelve hours of night shifts.",
        ),
    },
    "flood": {
        "a": (
            "River bursts its banks at Ellerby",
            "The river burst its banks at Ellerby before dawn, and flood waters stood a metre deep in the "
            "market square.",
            "Rescue boats took eighty people off roofs, the fire brigade said.",
            "Two bridge supports were washed away, and the road to Thornham is cut.",
            "The water company warned that tap water must be boiled.",
            "Schools stay closed until Friday.",
        ),
        "b": (
            "Flood waters fall, but Ellerby stays dark",
            "Flood waters fell by half a metre on Tuesday, leaving mud in every cellar.",
            "Power cuts hit nine thousand homes after a substation was swamped. Power cuts may last until "
            "the weekend, the grid operator said.",
            "Rescue boats searched the caravan park, where two people are missing.",
            "Flood walls promised after the flood of 2007 were never built, residents said.",
        ),
        "c": (
            "Why the flood walls were never built",
            "Flood walls for Ellerby were drawn up twelve years ago and would have cost six million.",
            "The ministry cut the money twice, and road works in Thornham came first.",
            "Insurance claims may reach ninety million, a broker said. Insurance claims from the last flood "
            "took four years to settle.",
            "Farmers lost winter feed and two hundred sheep.",
        ),
        "d": (
            "Thornham takes in the people of Ellerby",
            "The sports hall in Thornham holds three hundred camp beds, and volunteers cook in shifts.",
            "Rescue boats brought the last residents of the caravan park on Wednesday; the two missing "
            "people were found alive.",
            "Road works outside Thornham held up the fire engines, and the council stopped the road works on "
            "Tuesday.",
            "Power cuts have spoiled food in shops and freezers.",
            "Insurance claims can be made in the town hall.",
            "Tap water is safe again in the upper town.",
        ),
    },
    "election": {
        "a": (
            "Varga and Holm neck and neck before Sunday's vote",
            "Polls show Ilona Varga and Peter Holm level before Sunday's mayoral election in Kesten.",
            "Rent controls divide the candidates: Varga would cap rents for five years, Holm calls rent "
            "controls a poison.",
            "Bus fares would fall by a third under Varga's plan.",
            "Campaign posters were torn down in the station district.",
            "Polling stations open at seven.",
        ),
        "b": (
            "Turnout high as Kesten votes",
            "Long lines formed outside polling stations in Kesten, and two polling stations ran out of "
            "ballot papers.",
            "Ballot papers were printed with a wrong date, the returning officer admitted.",
            "Peter Holm voted with his daughters and spoke of bus fares and bike lanes.",
            "Exit polls put Ilona Varga ahead by two points.",
        ),
        "c": (
            "Varga wins by 312 votes",
            "Ilona Varga won the mayoral election in Kesten by 312 votes, and Peter Holm asked for a "
            "recount.",
            "Exit polls had shown a wider lead.",
            "The recount begins on Wednesday, and the faulty ballot papers will be looked at one by one.",
            "Landlords sold shares in housing firms on fear of rent controls.",
            "Bus fares will be cut in spring, Varga told a crowd.",
        ),
        "d": (
            "Recount in Kesten: what is at stake",
            "The recount covers forty polling stations, and the faulty ballot papers come first.",
            "If the recount fails, Peter Holm may go to court.",
            "Landlords have hired a lawyer against rent controls, and tenants marched on Monday.",
            "Bike lanes are the smaller quarrel: Holm would remove the bike lanes in Mill Street, shop "
            "owners are with him.",
            "Attack ads cost both camps more than the law allows, a watchdog said. The attack ads ran on "
            "three channels.",
        ),
    },
    "trial": {
        "a": (
            "Nurse goes on trial over insulin deaths",
            "Nurse Carla Dean went on trial in Marlow on Monday, accused of killing three patients with "
            "insulin.",
            "Blood tests showed insulin levels that no body makes, the prosecutor said.",
            "Phone records place her at the ward on each of the nights.",
            "Her lawyer, Simon Peake, said the hospital wanted somebody to blame.",
            "Relatives of the patients filled the gallery.",
        ),
        "b": (
            "Expert doubts the blood tests",
            "A chemist told the court in Marlow that the blood tests were done in a laboratory without "
            "a licence.",
            "Blood samples stood for two days in a warm room, he said.",
            "The judge asked whether new blood tests can be made; the samples are gone.",
            "Drug cabinets on the ward had no locks, a porter told the jury.",
            "Carla Dean wept when photographs of the patients were shown.",
        ),
        "c": (
            "Phone records divide the court",
            "Phone records were read for three hours on Thursday, and Simon Peake objected eleven times.",
            "The phone records show calls to a sister in Leeds on two of the nights.",
            "Staff shortages meant that one nurse had thirty beds, the ward sister said. Staff shortages "
            "were reported to the hospital board twice.",
            "Drug cabinets were fitted with locks only after the third death.",
        ),
        "d": (
            "Jury in the nurse trial goes out",
            "The jury went out on Friday to consider whether Carla Dean killed three patients.",
            "The judge told jurors to treat the blood tests with caution and the phone records as one "
            "piece of many.",
            "Staff shortages are no defence, the prosecutor said in closing, and unlocked drug cabinets are "
            "none either.",
            "Relatives held candles outside the court in Marlow.",
        ),
        "e": (
            "Hospital board to face inquiry",
            "The hospital board of Marlow will face an inquiry whatever the jury decides, the minister said.",
            "It will look at staff shortages, at drug cabinets and at warnings that went unread.",
            "Relatives had asked for an inquiry since the second death.",
            "Two board members resigned on Saturday.",
        ),
    },
    "factory": {
        "a": (
            "Lindqvist to shut its Oreby glass works",
            "Lindqvist will shut its glass works in Oreby in June, and 640 people lose their jobs.",
            "Energy costs have doubled in two years, the company said. Energy costs make up a third of what "
            "a bottle costs.",
            "The glass furnaces, the last in the county, will go cold for the first time since 1931.",
            "Job cuts of this size have not been seen in Oreby for a generation.",
            "The union calls for a buyer.",
        ),
        "b": (
            "Oreby fights for its furnaces",
            "Workers blocked the gates of the glass works in Oreby and kept the glass furnaces burning.",
            "A Danish bottle maker sent engineers to look at the furnaces.",
            "State loans were refused twice, and state loans alone would not save the works, the "
            "minister said.",
            "The union has asked for training courses for those over fifty.",
        ),
        "c": (
            "Danish bid raises hopes in Oreby",
            "The Danish bottle maker Norglas bid for the glass works in Oreby on Wednesday.",
            "Norglas would keep 300 people, and the job cuts would fall to half.",
            "Energy costs are lower for Norglas, which burns wood gas.",
            "Training courses start in May, the county said. Training courses in care and carpentry are "
            "full.",
            "State loans would go to the new owner.",
        ),
        "d": (
            "Shops in Oreby fear the job cuts",
            "Shops in Oreby fear that the job cuts will empty the high street.",
            "House prices fell by a tenth within a month, an agent said. House prices in the villages "
            "held up.",
            "The union trusts Norglas more than Lindqvist, but wants the training courses in writing.",
            "State loans are the mayor's demand.",
        ),
    },
}
