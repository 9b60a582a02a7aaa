"""Names: the people, places, organisations and other proper names of an article.

Capitalised words become runs (`capitalised`), runs are cut into names and titles (`cutting`), what
stands around a name proves its kind or nothing (`kinds`), and the forms of one name are joined
where its full form is in the article (`forms`). `extract` runs it all, `collect` puts the names of
several articles together, `packing` is how they are stored.
"""

NAME = "names"
VERSION = 1
"""Rises whenever the same text may give other names."""
