"""Files that mean harm, or were made by a program gone wrong: refused, and quickly."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from chainmap.source.reading import SourceFile, read_organisation
from chainmap.source.yaml_nodes import collecting_paused
from tests.source.inline import codes, only_issue, organisation, read


@contextmanager
def within(seconds: float) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    assert time.perf_counter() - begun < seconds


def laughs(levels: int, width: int) -> str:
    """A document whose last line stands for width ** levels values."""
    lines = ["team: A", "l0: &l0 [x]"]
    for level in range(1, levels):
        aliases = ", ".join([f"*l{level - 1}"] * width)
        lines.append(f"l{level}: &l{level} [{aliases}]")
    return "\n".join(lines)


class TestAliases:
    @pytest.mark.parametrize(("levels", "width"), [(10, 10), (25, 9), (30, 4), (3, 300)])
    def test_a_bomb(self, levels: int, width: int) -> None:
        with within(1):
            issue = only_issue(laughs(levels, width))
        assert issue.code == "alias-bomb"

    def test_a_long_list_of_one_long_list(self) -> None:
        text = f"team: A\nx: &x [{'a, ' * 300}]\ny: [{'*x, ' * 300}]\n"
        with within(1):
            assert "alias-bomb" in codes(read(text))

    @pytest.mark.parametrize(
        "text", ["&a [*a]", "team: A\nserves: &a [*a]", "&a {team: *a}", "&a {? *a : b}"]
    )
    def test_an_alias_of_itself(self, text: str) -> None:
        assert "alias-bomb" in codes(read(text))

    def test_a_large_document_with_a_star_in_it_is_no_bomb(self) -> None:
        lines = "\n".join(f"  - {{customer: B, delivers: 'X{n} *'}}" for n in range(15_000))
        assert len(organisation(f"team: A\nserves:\n{lines}\n", "team: B\n").handoffs) == 15_000

    def test_depth_made_of_aliases(self) -> None:
        lines = ["team: A", "l0: &l0 [x]"]
        lines += [f"l{n}: &l{n} [*l{n - 1}]" for n in range(1, 40)]
        assert codes(read("\n".join(lines))) == ["too-deep"]


class TestDepth:
    @pytest.mark.parametrize(
        "text",
        [
            "team: " + "[" * 100_000,
            "team: " + "{a: " * 100_000,
            "team: " + "[" * 100_000 + "]" * 100_000,
            "- " * 100_000 + "a",
            "? " * 100_000 + "a",
            "\n".join(" " * n + "a:" for n in range(2_000)),
            "\n".join("\t" * n + "a:" for n in range(2_000)),
            "team: " + "[{a: " * 60,
            "team: " + "[" * 40 + "]" * 40,
            "\n".join(" " * n + "a:" for n in range(60)),
        ],
        ids=lambda text: f"{text[:12]!r} x {len(text)}",
    )
    def test_no_depth_brings_it_down(self, text: str) -> None:
        with within(1):
            reading = read(text.encode())
        assert set(codes(reading)) & {"too-deep", "yaml-syntax"}

    def test_where_it_becomes_too_deep(self) -> None:
        issue = only_issue("team: " + "[" * 40 + "]" * 40)
        assert (issue.location.line, issue.location.column) == (1, 7 + 31)

    def test_many_brackets_are_not_depth(self) -> None:
        items = "\n".join(f"  - {{customer: B, delivers: X{n}, from: []}}" for n in range(300))
        assert len(organisation(f"team: A\nserves:\n{items}\n", "team: B\n").handoffs) == 300

    def test_a_ruler_of_hyphens_is_a_text(self) -> None:
        assert organisation(f"customer: A\nsegment: |\n  x{'-' * 300}\n").customers


class TestTime:
    def test_a_file_full_of_unknown_names(self) -> None:
        teams = [SourceFile(f"{n}.yaml", f"team: Team {n}\n".encode()) for n in range(2_000)]
        names = ", ".join(f"Taem {n}" for n in range(3_000))
        wrong = SourceFile("wrong.yaml", f"team: Wrong\nserves: [{names}]\n".encode())
        with within(8):
            reading = read_organisation([*teams, wrong], source="", default_name="")
        assert len(reading.issues) == 3_000
        assert reading.issues[0].hint == "Did you mean Team 0?"

    def test_a_very_long_name(self) -> None:
        with within(1):
            issue = only_issue(f"team: A\nserves: {'x' * 1_000_000}\n", "team: xx\n")
        assert len(issue.message) < 150

    @pytest.mark.parametrize(
        "text",
        [
            f"team: {'x' * 1_001}\n",
            f"team: A\nserves: [{{customer: B, delivers: {'x ' * 600}y}}]\n---\nteam: B\n",
            f"customer: C\nneeds: [{{supplier: A, wants: {'x' * 100_001}}}]\n---\nteam: A\n",
        ],
        ids=["party", "deliverable", "wish"],
    )
    def test_what_no_picture_could_show(self, text: str) -> None:
        issue = only_issue(text)
        assert issue.code == "too-long"
        assert "characters" in issue.message

    def test_a_name_as_long_as_may_be(self) -> None:
        assert organisation(f"team: {'x' * 1_000}\n").teams

    def test_a_very_long_number(self) -> None:
        with within(1):
            assert only_issue(f"team: A\npeople: {'9' * 100_000}\n").code == "out-of-range"


class TestTags:
    @pytest.mark.parametrize(
        "tag", ["!!python/object/apply:os.system", "!x", "!!int", "!!binary", "!<tag:x,2000:y>"]
    )
    def test_are_refused_and_nothing_is_built(self, tag: str) -> None:
        issue = only_issue(f"team: {tag} A\n")
        assert (issue.code, issue.location.column) == ("explicit-tag", 7)

    def test_on_collections(self) -> None:
        assert only_issue("!!omap\nteam: A\n").code == "explicit-tag"
        assert only_issue("team: A\nserves: !!set [B]\n---\nteam: B\n").code == "explicit-tag"

    def test_an_exclamation_is_a_text(self) -> None:
        assert list(organisation("team: Now! or never\n").parties) == ["Now! or never"]


class TestTheCollector:
    def test_is_paused_and_comes_back(self) -> None:
        assert gc.isenabled()
        with collecting_paused():
            assert not gc.isenabled()
        assert gc.isenabled()

    def test_stays_off_where_it_was_off(self) -> None:
        gc.disable()
        try:
            read("team: A\n")
            assert not gc.isenabled()
        finally:
            gc.enable()

    def test_comes_back_after_an_exception(self) -> None:
        with pytest.raises(KeyError), collecting_paused():
            raise KeyError
        assert gc.isenabled()
