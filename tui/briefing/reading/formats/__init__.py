"""The formats that are read, one module each.

A new one is a module that gives a `READER` (`briefing.reading.formats.format.FormatReader`), its row
in the table of `registry`, and its tests. Nothing else asks what the formats are: folders are
searched, standard input is told apart, files are opened and large ones are split by asking the
registry.
"""
