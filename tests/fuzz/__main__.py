"""`python -m tests.fuzz --minutes N`: tries inputs drawn by chance for so long, and tells how many of what.

Each target is tried as often as its share says. A finding ends with its target, its seed and the traceback;
`--target "marks import" --seed 12` tries that one again. Run it from the top of the repository.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter, defaultdict

from tests.fuzz.fuzz_targets import TARGETS, close


def main() -> int:
    """Try inputs until the time is over; return 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, help="the first seed; by default one of the moment")
    parser.add_argument("--target", choices=TARGETS, help="only this one")
    given = parser.parse_args()
    seed = given.seed if given.seed is not None else time.time_ns() % 10**12
    once = given.target is not None and given.seed is not None
    names = (
        [given.target]
        if given.target
        else [name for name, (_, share) in TARGETS.items() for _ in range(share)]
    )
    tried: Counter[str] = Counter()
    found: Counter[str] = Counter()
    seconds: defaultdict[str, float] = defaultdict(float)
    end = time.monotonic() + 60 * given.minutes
    while time.monotonic() < end:
        for name in names:
            begun = time.perf_counter()
            if not _holds(name, seed):
                found[name] += 1
            seconds[name] += time.perf_counter() - begun
            tried[name] += 1
            seed += 1
        if once:
            break
    close()
    for name, number in tried.items():
        sys.stdout.write(
            f"{name}: {number:,} inputs, {1000 * seconds[name] / number:.1f} ms each, {found[name]} found\n"
        )
    sys.stdout.write(f"{tried.total():,} inputs, {found.total()} found\n")
    return 1 if found else 0


def _holds(name: str, seed: int) -> bool:
    """Try one input; where it fails, say how to try it again."""
    target, _ = TARGETS[name]
    try:
        target(random.Random(f"{name} {seed}"))
    except Exception:  # noqa: BLE001 - a finding, whatever it is
        sys.stdout.write(f'--target "{name}" --seed {seed}\n{traceback.format_exc()}\n')
        sys.stdout.flush()
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
