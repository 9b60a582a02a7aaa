"""The one cache of what was asked for last."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.lru_cache import LruCache


def test_what_is_unused_for_longest_goes() -> None:
    cache: LruCache[str, int] = LruCache(2)
    cache["a"], cache["b"] = 1, 2
    assert cache["a"] == 1
    cache["c"] = 3
    assert list(cache) == ["a", "c"]
    assert cache.get("b") is None
    assert cache.pop("a") == 1
    assert "a" not in cache
    cache.clear()
    assert not cache


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 6), st.integers())), st.integers(1, 5))
def test_it_holds_just_the_keys_used_last(steps: list[tuple[bool, int, int]], most: int) -> None:
    cache: LruCache[int, int] = LruCache(most)
    last: list[int] = []
    values: dict[int, int] = {}
    for write, key, value in steps:
        if write:
            cache[key] = values[key] = value
        elif key in last:
            assert cache[key] == values[key]
        else:
            assert cache.get(key) is None
            continue
        last = [key, *(one for one in last if one != key)][:most]
        assert dict(cache) == {key: values[key] for key in last}
