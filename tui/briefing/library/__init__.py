"""The articles of a set of paths, and what was worked out from them, kept between two runs.

A library lies in the cache folder, or in memory, and can be worked out again: `locations` says where,
`schema` and `packing` how it is stored, `reader` reads it, `writer` changes it, `file_changes` tells which
files have changed since, `analysis_store` and `topic_store` give what analyses of all articles found,
`check` looks for faults and `maintenance` lists, forgets and compacts libraries.
"""
