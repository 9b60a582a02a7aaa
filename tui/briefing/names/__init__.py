"""Names: the people, places, organisations and other proper names of an article.

Capitalised words become runs (`capitalised`), and runs are cut into what may be names (`name_candidates`):
all that a stretch of text tells by itself is worked out once (`stretch_names`). What the whole article
says of its words decides which are names (`name_evidence`), what stands around a name proves its kind or
nothing (`name_kinds`), and the forms of one name are joined where its full form is in the article
(`name_forms`). `extract_names` runs it all, `collect_names` puts the names of several articles together,
`packed_names` is how they are stored.
"""

NAME = "names"
VERSION = 2
"""Rises whenever the same text may give other names."""
