"""The names of the commands and what each does, in the order of the help.

A command `list` is the module `briefing.cli.commands.list`; of a command in two words, `marks add`,
the first names the module and the second its action in the module's `ACTIONS`.
"""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "read": "Open the reader.",
    "tour": "Lead through the reader in ten short steps; nothing of it is kept.",
    "list": "List the articles with source, date and counts, or set source and date by hand.",
    "show": "Print the text of an article with its passages.",
    "repeated": "List texts that stand in many articles, or say which of them are boilerplate.",
    "figures": "Print every figure with its value and unit, or the key ones alone.",
    "names": "Print the people, places and organisations that the articles name.",
    "quotes": "Print what is quoted, who said it, and in which other articles it stands.",
    "events": "Print the articles grouped by the event they report.",
    "voices": "Print which articles are copies, of which other, and what they added or cut.",
    "ledger": "Print the figures of all articles lined up: what they agree on, where they differ, and why.",
    "sheet": "Write a briefing sheet: what is agreed, disputed, said by one source alone, and open.",
    "timeline": "Print what the articles date, day by day, and which days matter most.",
    "topics": "Print the topics of all articles with the passages that speak of them.",
    "related": "Print, for each passage, the nearest passages of other articles and why.",
    "synopsis": "Print what each source says of a topic, corresponding passages side by side.",
    "search": "Search all articles for words and phrases.",
    "verify": "Look for the quotations and figures of a note in the sources it cites.",
    "marks list": "List marks.",
    "marks add": "Mark a passage, a quote or a range of an article.",
    "marks note": "Write the note of a mark.",
    "marks tag": "Set the tags of a mark.",
    "marks remove": "Remove marks.",
    "marks export": "Write marks to a file from which they can be imported again.",
    "marks import": "Take marks from a file; of one that is there already the newer form stays.",
    "marks repair": "Tell what of the store could not be read, write it out, and bring back what can be.",
    "corrections list": "List what was corrected or named by hand, and what of it fits no more.",
    "corrections export": "Write corrections to a file from which they can be imported again.",
    "corrections import": "Take corrections from a file; of one that is there already the newer form stays.",
    "corrections remove": "Remove corrections.",
    "export": "Export marks, figures or a topic as excerpts with their citations.",
    "library list": "List the libraries in the cache folder.",
    "library info": "Print where the library of some paths lies and what is in it.",
    "library build": "Make the library of some paths, or bring it up to date.",
    "library forget": "Remove libraries; what you made yourself stays.",
    "library check": "Look for faults in libraries.",
    "library compact": "Make a library smaller.",
    "backup": "Write everything you made (marks, corrections, settings, topics, drafts) to one file.",
    "restore": "Look at such a file, merge it with what is here, or put it in the place of that.",
    "fetch": "Save pages of the web in a folder, each whole and with its address beside it.",
    "add": "Write an article from a pipe or the clipboard as a file in a folder.",
    "convert": "Write what was read of each article as a file of Markdown with front matter.",
    "formats": "List the formats that are read, and what has to be installed for those that are not.",
    "config": "Print every setting with its value, where it comes from and what it may be.",
    "paths": "Print the folders the program uses.",
    "completion": "Print what has a shell (bash, zsh, fish) complete command lines.",
    "man": "Print the manual, as `man` shows it.",
}

GROUPS: dict[str, str] = {
    "marks": "List, add, change, remove, export, import and repair marks.",
    "corrections": "List, export, import and remove what was corrected by hand: ledger and speakers.",
    "library": "Build, look at, check and remove what is kept of articles between two runs.",
}
"""Commands of two words, by their first."""

LATER = ("book", "serve", "open", "templates", "team")
"""Commands that have a name, but are not part of this version: a folder called so is no surprise later."""
