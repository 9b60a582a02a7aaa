"""Web pages into articles.

`html_reader` takes the article out of a page: `html_tree` makes a tree of it, `html_blocks` cuts that into
blocks, `html_article` chooses those of the article, `html_metadata` reads what the page says of it.
"""
