"""Reading: from a path to articles with passages and metadata.

`sources` finds files, `loading` reads their bytes safely, `decoding` turns bytes into text, one
module a format takes the text apart (`plain`, `markdown`, `records`), `passages` splits it by
the rules in `rules`, `metadata` infers what the text says of itself, and `build` makes the
article. Nothing here raises for bad input: what cannot be read is a `Failure`.
"""
