"""Reading: from a path to articles with passages and metadata.

`sources` finds files and `input_bytes` reads them safely; `formats` says of which format each is and
takes it apart, with `decoding` for those that are text; `passages` splits the text by the rules in
`rules`, `inferred_metadata` is what the text says of itself (above all in its `article_header`) where
`given_metadata` says nothing, and `article_builder` puts the article together. Nothing here raises for
bad input: what cannot be read is a `Failure`.
"""
