from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from chainmap.issues import ChainmapError
from tests.calling import Call

ANSWER = """\
What changed from was to org?

1 delivery comes later. 3 gaps more, 0 fewer.

Worse
  error    “Sandwich” for Eaters takes 9 h (before 5 h); promised 8 h.
  warning  Promise broken: Shop → Eaters, “Sandwich”. The promise to Eaters is 8 h from order to \
delivery; it takes 9 h.
  warning  Only the customer says so: Baker → Shop, “Flour”. Shop says it needs this; Baker does \
not list it.
  warning  Need not promised: Baker → Shop, “Flour”. Shop needs it within 1 h; Baker promises \
nothing.

What customers get
  Customer  gets      lead time  handoffs  accuracy  headroom
  Eaters    Sandwich  5 h → 9 h  2         100 %     3 h → −1 h

Teams, customers, vendors
  ~ Baker: people – → 3

Handoffs
  + Baker → Shop “Flour”
  ~ Baker → Shop “Bread”: time 4 h → 8 h, needed within 2 h → 3 h

Next
  1. See it as a picture: chainmap compare was -o changes.svg
  2. Look at what comes latest, “Sandwich”: chainmap trace --customer "Eaters"

Working time, 8 h a day, 5 days a week.
"""


BAKER = {"people": None, "availability": 1.0, "arrivals_per_h": None, "department": None}


@pytest.fixture
def two(bakery: Path) -> Path:
    """Make the directories was and org, in which bread takes longer."""
    shutil.copytree(bakery, bakery.parent / "was")
    (bakery / "baker.yaml").write_text(
        "team: Baker\npeople: 3\nserves: [{customer: Shop, delivers: Bread, lead_time: 8h}]\n",
        encoding="utf-8",
    )
    shop = (bakery / "shop.yaml").read_text(encoding="utf-8")
    more = shop.replace(
        "within: 2h}", "within: 3h}, {supplier: Baker, delivers: Flour, within: 1h}"
    )
    (bakery / "shop.yaml").write_text(more, encoding="utf-8")
    return bakery


@pytest.mark.usefixtures("two")
def test_customers_first_then_what_changed_and_a_broken_promise_fails(call: Call) -> None:
    done = call("compare", "was")
    assert done.output == ANSWER
    assert done.exit_code == 1


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("was", "was"), 0),
        (("org", "was"), 0),
        (("org", "was", "--fail-on", "note"), 0),
        (("was", "org", "--fail-on", "error"), 1),
    ],
)
def test_fail_on_decides_what_is_too_much(call: Call, words: tuple[str, ...], code: int) -> None:
    done = call("compare", *words)
    assert done.exit_code == code, done.output


@pytest.mark.usefixtures("two")
def test_nothing_changed(call: Call) -> None:
    assert "Nothing that chainmap measures." in call("compare", "was", "was").output


@pytest.mark.usefixtures("two")
def test_as_json(call: Call) -> None:
    found = json.loads(call("compare", "was", "--format", "json").output)
    assert found["format"] == "chainmap.compare/1"
    assert found["parties"]["changed"] == [
        {
            "team": "Baker",
            "before": BAKER,
            "after": {**BAKER, "people": 3},
        }
    ]
    assert [h["delivers"] for h in found["handoffs"]["added"]] == ["Flour"]
    assert [issue["code"] for issue in found["worse"]] == [
        "out-of-reach",
        "new-gap-promise-broken",
        "new-gap-customer-only",
        "new-gap-unpromised",
    ]
    (delivery,) = found["deliveries"]
    assert delivery["hours"] == 4


@pytest.mark.usefixtures("two")
def test_for_code_review(call: Call) -> None:
    lines = call("compare", "was", "--format", "github").output.splitlines()
    assert lines[0].startswith("::error file=org/shop.yaml,line=2,")
    assert all(line.startswith("::warning file=org/shop.yaml,") for line in lines[1:])


@pytest.mark.usefixtures("two")
def test_turned_round_it_gets_better(call: Call) -> None:
    text = call("compare", "org", "was").output
    assert "1 delivery comes sooner. 0 gaps more, 3 fewer." in text
    assert "Worse" not in text
    assert "Gaps that closed\n  − Need not promised: Baker → Shop “Flour”\n" in text


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("name", ["changes.svg", "changes.dot", "changes.mmd", "changes.pptx"])
def test_it_draws_what_draw_compare_draws(call: Call, name: str, workplace: Path) -> None:
    done = call("compare", "was", "--as-of", "2026-09-30", "-o", name)
    assert done.exit_code == 1, "the picture does not change what the gate says"
    assert f"Wrote {name}" in done.stderr
    assert "See it as a picture" not in done.stdout
    call("draw", "compare", "--before", "was", "--as-of", "2026-09-30", "-o", f"same-{name}")
    drawn, same = workplace / name, workplace / f"same-{name}"
    assert drawn.read_bytes() == same.read_bytes()


@pytest.mark.usefixtures("two")
def test_the_picture_takes_the_options_of_draw(call: Call, workplace: Path) -> None:
    words = ("--title", "Seit Mai", "--theme", "print", "--lang", "de", "-o", "x.svg")
    found = json.loads(call("compare", "was", "--format", "json", *words).stdout)
    assert found["format"] == "chainmap.compare/1"
    drawn = (workplace / "x.svg").read_text(encoding="utf-8")
    assert "Seit Mai" in drawn
    assert "Lieferant → Kunde" in drawn


@pytest.mark.usefixtures("two")
def test_a_wrong_ending_is_said_before_anything_else(call: Call) -> None:
    with pytest.raises(ChainmapError, match="does not say what to draw"):
        call("compare", "was", "nowhere", "-o", "changes.doc")


@pytest.mark.usefixtures("two")
def test_how_to_draw_without_a_file_is_a_mistake(call: Call) -> None:
    done = call("compare", "was", "--theme", "dark")
    assert done.exit_code == 2
    assert "--output FILE" in done.stderr


@pytest.mark.usefixtures("two")
def test_each_change_of_a_handoff_is_named(call: Call, bakery: Path) -> None:
    (bakery / "baker.yaml").write_text(
        "team: Baker\n"
        "serves:\n"
        "  - {customer: Shop, delivers: Breads, from: [Forecast], lead_time: 4h, stock: true,"
        " process_time: 5m, evidence: measured}\n",
        encoding="utf-8",
    )
    shop = (bakery / "shop.yaml").read_text(encoding="utf-8")
    (bakery / "shop.yaml").write_text(shop.replace("Bread", "Breads"), encoding="utf-8")
    text = call("compare", "was").output
    assert "  ~ Baker → Shop “Breads” seems to be what was “Bread”\n" in text
    assert (
        "  ~ Baker → Shop “Breads”: needed within 2 h → 3 h, process time not known → 5 min, "
        "evidence estimated → measured, made from all that comes in → Forecast, now from stock\n"
    ) in text
    found = json.loads(call("compare", "was", "--format", "json").output)["handoffs"]
    assert [one["before"]["delivers"] for one in found["renamed"]] == ["Bread"]
    assert [one["after"]["delivers"] for one in found["renamed"]] == ["Breads"]
    assert found["removed"] == []
    assert found["changed"][0]["after"]["from"] == ["Forecast"]
