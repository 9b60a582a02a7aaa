"""Which files count as changed, moved and gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.library.file_changes import (
    KnownFile,
    SeenFile,
    plan_changes,
    settled_mtime,
    without_moved,
)


def seen(place: bytes, *, size: int = 10, mtime: int = 5, inode: int = 1, changed: int = 5) -> SeenFile:
    return SeenFile(place.decode(), 1, place, size, mtime, inode, changed)


def known(place: bytes, *, size: int = 10, mtime: int = 5, inode: int = 1, id: int = 1) -> KnownFile:  # noqa: A002
    return KnownFile(id, 1, place, size, mtime, inode, 5, b"")


def test_a_file_is_the_same_while_size_time_and_inode_are() -> None:
    plan = plan_changes([known(b"a")], [seen(b"a")])
    assert plan.unchanged == 1
    assert plan.empty
    for changed in (seen(b"a", size=11), seen(b"a", mtime=6), seen(b"a", inode=2), seen(b"a", changed=6)):
        plan = plan_changes([known(b"a")], [changed])
        assert plan.to_read == [(changed, known(b"a"))]
        assert not plan.gone


def test_a_renamed_file_is_moved() -> None:
    # To rename a file changes its inode.
    after = seen(b"b", changed=9)
    plan = plan_changes([known(b"a"), known(b"c", inode=3)], [after, seen(b"c", inode=3)])
    assert plan.moved == [(known(b"a"), after)]
    assert not plan.to_read
    assert not plan.gone


def test_a_file_that_ends_in_another_suffix_is_read_anew() -> None:
    before = known(b"b.d\0a.jsonl")._replace(digest=b"same")
    for place in (b"b.d\0a.md", b"b.d\0jsonl", b""):
        plan = without_moved(plan_changes([before], [seen(place)]), lambda _: b"same")
        assert (plan.gone, plan.moved) == ([before], [])
        assert plan.to_read == [(seen(place), None)]
    for inode in (1, 7):
        after = seen(b"c.JSONL", inode=inode)
        assert without_moved(plan_changes([before], [after]), lambda _: b"same").moved == [(before, after)]


def test_a_file_renamed_and_changed_is_new() -> None:
    plan = plan_changes([known(b"a")], [seen(b"b", size=11)])
    assert plan.to_read == [(seen(b"b", size=11), None)]
    assert plan.gone == [known(b"a")]


def test_disks_without_inodes_have_no_moves_by_them() -> None:
    plan = plan_changes([known(b"a", inode=0)], [seen(b"b", inode=0)])
    assert plan.gone
    assert plan.to_read
    assert not plan.moved


def test_one_file_gone_is_not_moved_to_two() -> None:
    plan = plan_changes([known(b"a")], [seen(b"b"), seen(b"c")])
    assert plan.moved == [(known(b"a"), seen(b"b"))]
    assert plan.to_read == [(seen(b"c"), None)]


def test_a_file_read_within_the_tick_of_its_time_is_compared_again() -> None:
    assert settled_mtime(5_000_000_000, 9_000_000_000) == 5_000_000_000
    assert settled_mtime(8_500_000_000, 9_000_000_000) == 0
    assert settled_mtime(99_000_000_000, 9_000_000_000) == 0


FILE = st.tuples(
    st.sampled_from([b"a", b"b", b"c", b"d"]), st.integers(1, 2), st.integers(1, 2), st.integers(0, 3)
)


@given(st.lists(FILE, unique_by=lambda f: f[0]), st.lists(FILE, unique_by=lambda f: f[0]))
def test_every_file_is_accounted_for_once(
    before: list[tuple[bytes, int, int, int]], now: list[tuple[bytes, int, int, int]]
) -> None:
    recorded = [known(p, size=s, mtime=m, inode=i, id=n) for n, (p, s, m, i) in enumerate(before)]
    there = [seen(p, size=s, mtime=m, inode=i) for p, s, m, i in now]
    plan = plan_changes(recorded, there)
    handled = [file.place for file, _ in plan.to_read] + [file.place for _, file in plan.moved]
    assert len(handled) + plan.unchanged == len(there)
    assert len(set(handled)) == len(handled)
    used = [k.id for _, k in plan.to_read if k] + [k.id for k, _ in plan.moved] + [k.id for k in plan.gone]
    assert len(used) == len(set(used))
    assert len(used) + plan.unchanged == len(recorded)
    # Whatever order the files come in.
    assert plan_changes(recorded[::-1], there[::-1]).to_read == plan.to_read or plan.moved
