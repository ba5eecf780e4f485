"""draw: maps of a part, of gaps, of changes, without names; and what happens when time runs out."""

from __future__ import annotations

import re
import shutil
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from chainmap.app import load, writing
from chainmap.app import pictures as drawing
from chainmap.diagram.engine.render import Rendered
from chainmap.issues import ChainmapError, Issue, Location, Severity
from chainmap.model import Organisation
from tests.calling import Call

ORG = Path(__file__).parent.parent.parent / "org"


@pytest.fixture
def company(workplace: Path) -> Path:
    """Return the shipped company in the working directory."""
    return Path(shutil.copytree(ORG, workplace / "org"))


def words_of(svg: str) -> str:
    return " ".join(ET.parse(svg).getroot().itertext()).replace("\xa0", " ")  # noqa: S314


@pytest.mark.usefixtures("bakery")
@pytest.mark.parametrize("view", ["overview", "gaps"])
@pytest.mark.parametrize("ending", ["svg", "png", "pdf", "dot", "mmd", "drawio", "graphml"])
def test_every_map_can_be_written_in_every_format(call: Call, view: str, ending: str) -> None:
    result = call("draw", view, "-o", f"map.{ending}")
    assert result.exit_code == 0, result.output
    assert Path(f"map.{ending}").stat().st_size > 500


@pytest.mark.usefixtures("company")
def test_only_what_is_near_a_team(call: Call) -> None:
    call("draw", "chain", "--focus", "dispatch", "-o", "near.svg")
    shown = words_of("near.svg")
    assert "Only who is within 1 handoff of Dispatch: 8 of 36 teams." in shown
    assert "Delivery Drivers" in shown
    assert "Cooling Circuit" not in shown


@pytest.mark.usefixtures("company")
def test_only_a_department_and_whom_it_deals_with(call: Call) -> None:
    call("draw", "chain", "--department", " factory ", "-o", "part.svg")
    shown = words_of("part.svg")
    assert "Only Factory and whom it deals with." in shown
    assert "Kessel Compressors" in shown
    assert "Subsidy Desk" not in shown


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize(
    ("options", "code", "hint"),
    [
        (("--focus", "Dispach"), "unknown-party", "Did you mean Dispatch?"),
        (("--department", "Factori"), "unknown-department", "Did you mean Factory?"),
        (("--department", "xyz"), "unknown-department", "The departments are Engineering,"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(
    call: Call, options: tuple[str, str], code: str, hint: str
) -> None:
    with pytest.raises(ChainmapError) as error:
        call("draw", "chain", *options, "-o", "x.svg")
    (issue,) = error.value.issues
    assert issue.code == code
    assert (issue.hint or "").startswith(hint)


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize(
    ("colour", "said"),
    [
        ("leverage", "leverage 11.2 h"),
        ("gap", "7 gaps, worst A"),
        ("evidence", "times: measured"),
        ("load", "load 92 % ▲"),
    ],
)
def test_boxes_say_in_words_what_their_colour_says(call: Call, colour: str, said: str) -> None:
    call("draw", "chain", "--color", colour, "-o", "x.svg", "--as-of", "2026-11-21")
    assert said in words_of("x.svg")


@pytest.mark.usefixtures("bakery")
def test_a_comparison_needs_to_know_how_it_was_before(call: Call) -> None:
    with pytest.raises(ChainmapError) as error:
        call("draw", "compare", "-o", "x.svg")
    assert [issue.code for issue in error.value.issues] == ["no-before"]


def test_two_states_in_one_picture(call: Call, bakery: Path) -> None:
    was = Path(shutil.copytree(bakery, "was"))
    shop = (was / "shop.yaml").read_text(encoding="utf-8")
    (was / "shop.yaml").write_text(shop.replace("lead_time: 1h", "lead_time: 3h"), encoding="utf-8")
    result = call("draw", "compare", "--before", "was", "-o", "x.svg")
    assert result.exit_code == 0, result.output
    assert "▲ −2 h" in words_of("x.svg")


def slow(monkeypatch: pytest.MonkeyPatch, *, times: int) -> list[float]:
    """Let drawing run out of time so often; return the limits it was given."""
    limits: list[float] = []
    real = writing.made

    def made(*arguments: object) -> Rendered:
        limits.append(arguments[2].time_limit)  # type: ignore[attr-defined]
        if len(limits) <= times:
            late = Issue(Location(""), Severity.ERROR, "render-timeout", "Too slow.")
            raise ChainmapError(late)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(drawing, "made", made)
    return limits


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize("view", ["chain", "gaps", "swimlane", "trace"])
def test_what_takes_too_long_shows_less_and_says_so(
    call: Call, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    limits = slow(monkeypatch, times=1)
    result = call("draw", view, "-o", "x.svg", "--time-limit", "20")
    said = "All of it took longer than 12 s to draw: this shows less."
    assert said in result.stderr
    assert said in words_of("x.svg")
    assert limits[0] == pytest.approx(12)
    assert limits[1] <= 20  # it failed at once: all the rest is left


@pytest.mark.usefixtures("company")
def test_if_less_takes_too_long_as_well_the_dot_is_kept(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow(monkeypatch, times=2)
    with pytest.raises(ChainmapError) as error:
        call("draw", "chain", "-o", "x.svg")
    assert [issue.code for issue in error.value.issues] == ["render-timeout", "dot-written"]


def test_above_eighty_teams_the_command_and_the_picture_say_what_reads_better(
    call: Call, workplace: Path
) -> None:
    (workplace / "org").mkdir()
    teams = [f"team: T{n}\ndepartment: D{n % 4}\nserves: [T{n + 1}]\n" for n in range(90)]
    text = "---\n".join([*teams, "team: T90\n"])
    (workplace / "org" / "teams.yaml").write_text(text, encoding="utf-8")
    result = call("draw", "chain", "-o", "x.dot")
    hint = "91 teams on one page: --department, --focus or overview read better"
    assert hint in result.stderr
    assert hint in Path("x.dot").read_text(encoding="utf-8").replace("&nbsp;", " ")


def secrets(organisation: Organisation) -> set[str]:
    """Return everything in the organisation that would betray it."""
    found = {organisation.name, *organisation.departments, *organisation.parties}
    for handoff in organisation.handoffs:
        found |= {handoff.deliverable, handoff.wants or "", handoff.location.path}
    for said in organisation.complaints:
        found |= {said.id, said.said or "", said.location.path}
    return {secret for secret in found if len(secret) > 3}


def betrayed(content: str, organisation: Organisation) -> list[str]:
    plain = re.sub(r"&#160;|&nbsp;|\xa0", " ", content)
    return sorted(s for s in secrets(organisation) if re.search(rf"\b{re.escape(s)}\b", plain))


@pytest.mark.parametrize("view", ["chain", "trace", "swimlane", "overview", "gaps"])
@pytest.mark.parametrize("ending", ["svg", "dot", "graphml"])
def test_no_name_gets_out_of_an_anonymous_picture(
    call: Call, company: Path, view: str, ending: str
) -> None:
    real = load(company).organisation
    call("draw", view, "-o", f"open.{ending}")
    assert betrayed(Path(f"open.{ending}").read_text(encoding="utf-8"), real)  # the test can fail
    result = call("draw", view, "--anonymise", "-o", f"closed.{ending}")
    assert result.exit_code == 0, result.output
    assert betrayed(Path(f"closed.{ending}").read_text(encoding="utf-8"), real) == []


def test_no_name_gets_out_of_an_anonymous_page_or_pdf(call: Call, company: Path) -> None:
    real = load(company).organisation
    call("report", "--anonymise", "-o", "page.html")
    page = betrayed(Path("page.html").read_text(encoding="utf-8"), real)
    assert page == ["Answer"]  # a deliverable of theirs, and a word of the page's own
    call("draw", "chain", "--anonymise", "-o", "chain.pdf")
    data = Path("chain.pdf").read_bytes()
    streams = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)
    texts = [data, *(inflated(stream) for stream in streams)]
    assert betrayed(b"\n".join(texts).decode("latin-1"), real) == []


def inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.usefixtures("company")
def test_the_same_pseudonym_everywhere_and_real_names_to_ask_by(call: Call) -> None:
    call("draw", "chain", "--focus", "Dispatch", "--anonymise", "-o", "chain.svg")
    call("draw", "swimlane", "--anonymise", "-o", "lanes.svg")
    focus = re.search(r"of (Team \d+):", words_of("chain.svg"))
    assert focus is not None
    assert focus[1] in words_of("lanes.svg")


@pytest.mark.usefixtures("company")
def test_a_key_makes_other_pseudonyms_and_a_title_is_kept(call: Call) -> None:
    for key in ("one", "two"):
        options = ("--anonymise-key", key, "--title", "Our chain")
        call("draw", "overview", *options, "-o", f"{key}.svg")
    one, two = words_of("one.svg"), words_of("two.svg")
    assert "Our chain" in one
    assert {*re.findall(r"Customer \d+", one)} != {*re.findall(r"Customer \d+", two)}
