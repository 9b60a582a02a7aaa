"""What a robots.txt allows, as RFC 9309 has it: groups by agent, the longest rule that matches, `*` and `$`.

The standard library's parser takes the first rule that matches and knows no `*`, which most files use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_BYTES = 512_000
"""Of a file; the standard asks for at least 500 KiB."""
_LINE = re.compile(r"\s*([A-Za-z-]{1,20})\s*:\s*([^#]*)")
_TOKEN = re.compile(r"[A-Za-z_-]+")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_ESCAPED = frozenset('"<>\\^`{|}')
"""Of ASCII what stands in no path as it is."""
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True, slots=True)
class _Rule:
    allows: bool
    pattern: str


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules for one agent."""

    rules: tuple[_Rule, ...] = ()

    @classmethod
    def parsed(cls, data: bytes, agent: str) -> RobotsRules:
        """Return the rules for `agent` in a robots.txt: of the groups that name it, else of those for all."""
        named: list[_Rule] = []
        general: list[_Rule] = []
        is_named = False
        agents: set[str] = set()
        in_rules = False
        for line in data[:MOST_BYTES].decode("utf-8-sig", "replace").splitlines():
            match = _LINE.match(line)
            if match is None:
                continue
            name, value = match[1].lower(), match[2].strip()
            if name == "user-agent":
                if in_rules:
                    agents, in_rules = set(), False
                token = _TOKEN.match(value)
                agents.add("*" if value.startswith("*") else token[0].lower() if token else "")
                is_named = is_named or agent in agents
            elif name in ("allow", "disallow"):
                in_rules = True
                if not value:
                    continue
                rule = _Rule(name == "allow", _normal(value))
                if agent in agents:
                    named.append(rule)
                elif "*" in agents:
                    general.append(rule)
        return cls(tuple(named if is_named else general))

    def allow(self, target: str) -> bool:
        """Whether a path with its query may be loaded: the longest rule says so, of two the one that allows
        it.
        """
        target = _normal(target)
        matching = [rule for rule in self.rules if _matches(rule.pattern, target)]
        if target == "/robots.txt" or not matching:
            return True
        return max(matching, key=lambda rule: (len(rule.pattern), rule.allows)).allows


def _normal(text: str) -> str:
    """The path with everything in percent that must be, and nothing that need not be."""

    def escape(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _UNRESERVED else match[0].upper()

    ascii_only = "".join(
        one
        if "!" <= one <= "~" and one not in _ESCAPED
        else "".join(f"%{byte:02X}" for byte in one.encode("utf-8", "replace"))
        for one in text
    )
    return _ESCAPE.sub(escape, ascii_only)


def _matches(pattern: str, target: str) -> bool:
    """Whether `target` begins as `pattern` says; a `*` takes as little as it can: no step is gone back."""
    is_whole = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    if not rest:
        return not is_whole or target == first
    at = len(first)
    for part in rest[:-1]:
        found = target.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if is_whole:
        return len(target) - len(rest[-1]) >= at and target.endswith(rest[-1])
    return target.find(rest[-1], at) >= 0
