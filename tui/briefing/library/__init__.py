"""What is kept between two runs: what a person told about articles, and what was worked out from them.

`details` and `state` are a person's own and lie in the data and state folders. Everything else is the
library on disk, which lies in the cache folder and can be worked out again: `places` says where,
`schema` and `packing` how it is stored, `store` reads it, `writing` changes it, `files` tells which
files have changed since, `check` looks for faults and `upkeep` lists, forgets and compacts libraries.
"""
