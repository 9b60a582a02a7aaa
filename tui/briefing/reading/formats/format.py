"""A row of the registry: what is known of a format without importing its module."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from briefing.model.article import Failure

if TYPE_CHECKING:
    from briefing.model.article import Article
    from briefing.reading.formats.format_reader import FormatReader, ReadContext

_DISTRIBUTION = "briefing-reader"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A package that a format cannot be read without, and the extra that brings it."""

    package: str
    """As it is imported."""
    extra: str

    @property
    def is_installed(self) -> bool:
        """Looks for the package without importing it."""
        from importlib.util import find_spec

        return find_spec(self.package) is not None

    @property
    def install_command(self) -> str:
        """What to type to have it."""
        return f"pip install '{_DISTRIBUTION}[{self.extra}]'"


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the registry."""

    name: str
    """In words for the reader."""
    module: str
    """Dotted name of the module that has the `READER`; it is imported when a source of the format
    is met, so that nobody waits for formats that they do not have."""
    suffixes: tuple[str, ...]
    """In lower case, with the dot. Formats may share a suffix: the first bytes decide."""
    signatures: tuple[bytes, ...] = ()
    """What a source may begin with, behind a byte-order mark and blank space and in any case of
    letters, so that the format is asked about it whatever its suffix says."""
    in_folders: bool = True
    """Whether it is read wherever it lies in a folder; else only where a user names the file."""
    can_be_split: bool = False
    """Whether large files are read part by part: then the module's reader has `parts`."""
    needs: Requirement | None = None
    """Imported by the module while it reads, not before: sources are recognised without it."""
    is_read_apart: bool = False
    """Whether it is parsed in a child process with limits, as all that are no text are."""
    goes_on: bool = False
    """Whether one that is read apart is asked again for what is behind that for which there was time: then
    its reader passes over what is `done`."""
    gains: Requirement | None = None
    """A package with which the format is read better, and without which it is read plainly."""
    structured_by: str = ""
    """Name of the extractor of documents in which titles, headings, rows and notes are what their author has
    set as such: equal ones are no furniture. Empty where a program makes them, as that of a site does."""

    @property
    def reader(self) -> FormatReader:
        """Imports the module of the format."""
        reader: FormatReader = import_module(self.module).READER
        return reader

    def is_parsed_apart(self, data: bytes) -> bool:
        """Tell whether these bytes are parsed in a child process."""
        if self.is_read_apart:
            return True
        is_complex = self.reader.is_complex
        return is_complex is not None and is_complex(data)

    @property
    def missing(self) -> Requirement | None:
        """What has to be installed before the format can be read; None where nothing has."""
        return None if self.needs is None or self.needs.is_installed else self.needs

    @property
    def missing_for_more(self) -> Requirement | None:
        """What has to be installed for the format to be read as well as it can be; None where nothing has."""
        return None if self.gains is None or self.gains.is_installed else self.gains

    def read(self, data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
        """Yield what stands in `data`; a failure that says what to install where something is missing.

        ReadError as the format's reader raises it.
        """
        if (missing := self.missing) is not None:
            yield Failure(
                context.path, f"the reader of {self.name} is not installed: {missing.install_command}"
            )
            return
        yield from self.reader.read(data, context)
