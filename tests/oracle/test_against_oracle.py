"""The program and the slow implementation in `oracle.py` answer alike, on random organisations."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chainmap.app import answers
from chainmap.app.answers import Selection
from chainmap.app.promising import promises
from chainmap.report.bottlenecks_json import bottlenecks_json
from chainmap.report.gaps_json import gaps_json
from chainmap.report.promises_json import promises_json
from chainmap.report.trace_json import trace_json
from tests.oracle import oracle

Dict = dict[str, Any]
Edge = tuple[str, str, str]
"""Supplier, customer, deliverable."""

AS_OF = date(2026, 6, 1)
TEAMS = ("Advice", "Box Shop", "Care", "Dispatch", "Entry Desk", "Finance", "Garage")
CUSTOMERS = ("Shopper", "Trader")
VENDOR = "Mill"
ITEMS = ("Form", "Box", "Label", "Note of day")
CATEGORIES = ("late", "wrong", "passed-around", "incomplete") * 3 + (
    "unreachable",
    "attitude",
    "price",
    "other",
)

ROOT = Path(__file__).parents[2]
SHIPPED = (
    "org",
    *(f"examples/{path.parent.name}" for path in sorted(ROOT.glob("examples/*/chainmap.yaml"))),
)

checked = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking can take minutes
    print_blob=True,
)


# Random organisations

single = st.sampled_from(
    [
        "2h",
        "1h",
        "6m",
        "12m",
        "18m",
        "0.3h",
        "0h",
        "3h",
        "1d",
        "1d 4h",
        "2d",
        "0.5w",
        "90s",
        "6m 12m",
    ]
)
estimate = st.sampled_from(
    [
        {"low": "1h", "likely": "2h", "high": "1d"},
        {"low": "0h", "likely": "30m", "high": "2d"},
        {"low": "2h", "likely": "2h", "high": "2h"},
    ]
)
duration = st.one_of(single, single, single, estimate)
evidence = st.sampled_from(["measured", "estimated", "guess"])
percents = st.sampled_from(["90%", "100%", "80%", "50%", "99.5%", "1%"])
promised = {
    "promise": duration,
    "they_need": duration,
    "process_time": single,
    "lead_time": duration,
    "evidence": evidence,
    "volume": st.sampled_from(["4/h", "20/d", "7/w", "0.5/d", "0/d"]),
}
inside = st.fixed_dictionaries({}, optional=promised)
outside = st.fixed_dictionaries(
    {}, optional=promised | {"step_promise": duration, "end_to_end": duration}
)
needed = st.fixed_dictionaries(
    {},
    optional={
        "within": duration,
        "accuracy": percents,
        "rating": st.sampled_from(["3/5", "2.9/5", "5/10", "6/10", "1/4", "0/5", "4/5"]),
        "asked": st.sampled_from(["2026-05-01", "2026-04-02", "2025-05-31", "2024-01-01"]),
        "wants": st.just("sorted: by aisle"),
    },
)
team_facts = st.fixed_dictionaries(
    {},
    optional={
        "people": st.sampled_from(["1", "2", "2.5", "12"]),
        "availability": st.sampled_from(["80%", "100%", "5%"]),
        "process_time": single,
        "lead_time": duration,
        "evidence": evidence,
        "department": st.just("Operations"),
        "arrivals": st.sampled_from(["2/h", "30/d", "0/d"]),
        "variability": st.sampled_from([{"arrivals": "0.5"}, {"service": "4", "arrivals": "0"}]),
    },
)
shares = st.sampled_from(["30%", "12.5%", "0%"])
MOST_SHARES = 3
house_rules = st.fixed_dictionaries(
    {"organisation": st.just("Random")},
    optional={
        "calendar": st.sampled_from(
            [{"hours_per_day": "7.5"}, {"hours_per_day": "24", "days_per_week": "7"}]
        ),
        "limits": st.sampled_from(
            [{"max_survey_age": age} for age in ("31d", "60d", "366d", "52w", "8w 4d", "48h")]
        ),
    },
)
spelling: st.SearchStrategy[Callable[[str], str]] = st.sampled_from(
    [str, str, str.upper, str.lower, lambda name: f" {name} "]
)


def edges_of(draw: st.DrawFn, teams: tuple[str, ...], *, free: bool) -> list[Edge]:
    """Handoffs by name; from earlier to later teams unless `free`."""
    customers = CUSTOMERS[: draw(st.integers(1, 2))]
    vendors = draw(st.sampled_from([(), (VENDOR,)]))
    pairs = [
        (one, other)
        for i, one in enumerate(teams)
        for j, other in enumerate(teams)
        if i < j or (free and i != j)
    ]

    def some(pairs: list[tuple[str, str]], least: int, most: int) -> list[Edge]:
        edge = st.tuples(st.sampled_from(pairs), st.sampled_from(ITEMS))
        found = draw(st.lists(edge, unique=True, min_size=least, max_size=most))
        return [(supplier, customer, item) for (supplier, customer), item in found]

    neighbours = [
        (one, other, draw(st.sampled_from(ITEMS)))
        for one, other in itertools.pairwise(teams)
        if draw(st.integers(0, 5)) < 5
    ]
    extra = some(pairs, draw(st.integers(0, len(teams) + 2)), 2 * len(teams))
    orders = [(party, team) for party in (*customers, *vendors) for team in teams]
    to_vendor = [(team, vendor) for team in teams for vendor in vendors]
    deliveries = [(team, c) for c in customers for team in (*teams[-2:], *teams[-2:], *teams)]
    direct = [(vendor, customer) for vendor in vendors for customer in customers]
    return [
        *dict.fromkeys([*neighbours, *extra]),
        *some(deliveries, 1, 3),
        *some(orders, 0, 3),
        *(some([*to_vendor, *direct], 0, 1) if vendors else []),
    ]


@st.composite
def organisations(draw: st.DrawFn, *, free: bool = False, complained: bool = True) -> Dict:
    """The documents of an organisation: `settings`, `parties`, `complaints`, and how to file."""
    teams = TEAMS[: draw(st.sampled_from([2, 3, 4, 5, 6, 7]))]
    edges = edges_of(draw, teams, free=free)
    parties: dict[str, Dict] = {name: {"team": name} | draw(team_facts) for name in teams}
    for name in (*CUSTOMERS, VENDOR):
        parties[name] = {("vendor" if name == VENDOR else "customer"): name}
    for name in CUSTOMERS:
        parties[name] |= draw(st.sampled_from([{}, {"value": "3"}, {"value": "0.5"}]))
    described = [describe(draw, edge, edges) for edge in edges]
    for about in described:
        claim(draw, about, described, parties)
    complaints = complaints_about(draw, described) if complained else []
    return {
        "settings": draw(house_rules),
        "parties": list(parties.values()),
        "complaints": complaints,
        "one_file": draw(st.booleans()),
        "as_csv": draw(st.booleans()),
    }


def describe(draw: st.DrawFn, edge: Edge, edges: list[Edge]) -> Dict:
    """Who claims a handoff, who names what is delivered, and whether it is in the flow."""
    supplier, customer, item = edge
    alone = sum(other[:2] == edge[:2] for other in edges) == 1
    sides = draw(st.sampled_from(["both"] * 6 + ["serves", "needs"]))
    names = draw(st.sampled_from(["both"] * 4 + ["serves", "needs", "none"])) if alone else "both"
    named = names == "both" or (sides in {names, "both"} and names != "none")
    return {
        "supplier": supplier,
        "customer": customer,
        "item": item if named else "",
        "alone": alone,
        "sides": ("serves", "needs") if sides == "both" else (sides,),
        "namers": ("serves", "needs") if names == "both" else (names,),
        "mark": draw(st.sampled_from([None] * 14 + ["support", "rework"])),
    }


def claim(draw: st.DrawFn, about: Dict, all_of_them: list[Dict], parties: dict[str, Dict]) -> None:
    """Write a handoff into the documents of one or both sides."""
    for side in about["sides"]:
        mine, other = ("supplier", "customer") if side == "serves" else ("customer", "supplier")
        spelled = draw(spelling)
        entry: Dict = {other: spelled(about[other])}
        if side in about["namers"]:
            entry["delivers"] = spelled(about["item"])
        if about["mark"]:
            entry[about["mark"]] = "true"
        if side == "needs":
            entry |= draw(needed)
        else:
            entry |= draw(outside if about["customer"] in CUSTOMERS else inside)
            entry |= {"stock": "yes"} if draw(st.integers(0, 9)) == 9 else {}
            entry |= {"share": draw(shares)} if may_share(parties[about["supplier"]]) else {}
            if about["supplier"] in TEAMS:
                entry |= made_from(draw, about["supplier"], all_of_them)
        entries = parties[about[mine]].setdefault(side, [])
        entries.append(entry[other] if set(entry) == {other} else entry)


def may_share(document: Dict) -> bool:
    """Whether one more share leaves something over, so that no item goes round for ever."""
    given = [entry for entry in document.get("serves", []) if isinstance(entry, dict)]
    return sum("share" in entry for entry in given) < MOST_SHARES


def made_from(draw: st.DrawFn, team: str, all_of_them: list[Dict]) -> Dict:
    """`from:` of some of what the team receives in the flow, or nothing."""
    names = sorted(
        {h["item"] for h in all_of_them if h["customer"] == team and not h["mark"]} - {""}
    )
    how = draw(st.sampled_from(["left out", "left out", "named", "choice", "choice"]))
    if how == "left out":
        return {}
    spelled = draw(spelling)
    chosen = draw(st.permutations(names))[: draw(st.sampled_from([9, 9, 3, 2, 1, 0]))]
    if how == "named" or len(chosen) < 2:
        return {"from": [spelled(name) for name in chosen]}
    divisions: list[tuple[str, ...]] = [("60%", "40%"), ("12.5%", "87.5%"), ("100%", "0%")]
    if len(chosen) > 2:
        divisions.append(("25%", "25%", "50%"))
    shares = draw(st.sampled_from(divisions))
    options = dict(zip(map(spelled, chosen), shares, strict=False))
    rest = [spelled(name) for name in chosen[len(shares) :]]
    return {"from": [*rest, {"any": options}]}


def complaints_about(draw: st.DrawFn, described: list[Dict]) -> list[Dict]:
    """Complaints; supplier and deliverable are left out where they are clear."""
    deliveries = [h for h in described if h["customer"] in CUSTOMERS]
    teams = sorted({h["supplier"] for h in described} & set(TEAMS))
    routes = st.lists(st.sampled_from(teams), min_size=1, max_size=6)
    found = []
    for number in range(draw(st.integers(1, 4))):
        about, spelled = draw(st.sampled_from(deliveries)), draw(spelling)
        entry = {
            "id": f"C-{number}",
            "customer": spelled(about["customer"]),
            "category": draw(st.sampled_from(CATEGORIES)),
        }
        if sum(h["customer"] == about["customer"] for h in deliveries) > 1 or draw(st.booleans()):
            entry["supplier"] = spelled(about["supplier"])
            entry |= {"delivers": spelled(about["item"])} if about["item"] else {}
        entry |= draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "count": st.sampled_from(["2", "14"]),
                    "severity": st.sampled_from(["2", "3", "1.5"]),
                    "date": st.just("2026-05-20"),
                    "contacts": routes,
                },
            )
        )
        found.append(entry)
    return found


def with_lists(parties: Iterable[Dict]) -> Iterator[Dict]:
    """Parties whose entries that differ only in the name of the other side are one entry."""
    for document in parties:
        changed = dict(document)
        for side, other in (("serves", "customer"), ("needs", "supplier")):
            merged: dict[str, Dict] = {}
            for entry in document.get(side, []):
                long = entry if isinstance(entry, dict) else {other: entry}
                rest = json.dumps({k: v for k, v in long.items() if k != other}, sort_keys=True)
                merged.setdefault(rest, long | {other: []})[other].append(long[other])
            if merged:
                changed[side] = [
                    entry[other][0] if set(entry) == {other} and len(entry[other]) == 1 else entry
                    for entry in merged.values()
                ]
        yield changed


@contextmanager
def filed(found: Dict) -> Iterator[Path]:
    """The organisation as files in a temporary directory."""
    with TemporaryDirectory() as directory:
        root = Path(directory)
        write(root / "chainmap.yaml", found["settings"])
        if found["one_file"]:
            write(root / "all.yaml", *with_lists(found["parties"]))
        else:
            (root / "teams").mkdir()
            for number, document in enumerate(found["parties"]):
                write(root / "teams" / f"{number}.yaml", document)
        if found["complaints"] and found["as_csv"]:
            write_csv(root / "complaints.csv", found["complaints"])
        elif found["complaints"]:
            write(root / "complaints.yaml", found["complaints"])
        yield root


def write(path: Path, *documents: Any) -> None:
    path.write_text(yaml.safe_dump_all(documents, sort_keys=False), "utf-8")


def write_csv(path: Path, entries: list[Dict]) -> None:
    columns = sorted({key for entry in entries for key in entry})
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns)
        table.writeheader()
        for entry in entries:
            contacts = {"contacts": ";".join(entry["contacts"])} if "contacts" in entry else {}
            table.writerow(entry | contacts)


# Comparing


def folded(value: Any) -> Any:
    """A JSON value with all text folded, None for "nobody names it" as in the oracle."""
    if isinstance(value, str):
        return oracle.fold(value)
    if isinstance(value, list):
        return [folded(item) for item in value]
    if isinstance(value, dict):
        nameless = {"delivers": ""} if value.get("delivers", "") is None else {}
        return {key: folded(item) for key, item in (value | nameless).items()}
    return value


def near(expected: Any) -> Any:
    return pytest.approx(expected, rel=1e-9, abs=1e-9)


def alike(got: Any, expected: Any) -> bool:
    """Whether two JSON values are the same but for the last digits; order matters in lists."""
    if isinstance(expected, Mapping):
        return set(got) == set(expected) and all(alike(got[k], expected[k]) for k in expected)
    if isinstance(expected, list):
        return len(got) == len(expected) and all(map(alike, got, expected))
    if isinstance(expected, float) and got is not None:
        return bool(got == near(expected))
    return bool(got == expected)


def compare_trace(root: Path, k: int = 5) -> None:
    result = folded(json.loads(trace_json(answers.trace(root, Selection(), k=k).result)))
    org = oracle.read(root)
    by_id = {found["id"].casefold(): found for found in result["complaints"] if found["id"]}
    expected = oracle.trace(org, k)
    assert set(by_id) == {wanted["id"].casefold() for wanted in expected}
    for wanted in expected:
        compare_complaint(by_id[wanted["id"].casefold()], wanted)
    assert bool(result["cycles"]) == any(wanted["cyclic"] for wanted in expected)


def compare_complaint(got: Dict, wanted: Dict) -> None:
    assert got["exact"]
    assert (got["supplier"], got["customer"], got["delivers"]) == wanted["delivery"]
    assert got["upstream"] == wanted["upstream"]
    for key in ("weight", "lead_time_h", "rolled_accuracy"):
        assert got[key] == near(wanted[key]), key
    longest = got["longest_chain"]
    assert longest["handoffs"] == wanted["longest_chain"]["handoffs"]
    assert longest["lead_time_h"] == near(wanted["longest_chain"]["lead_time_h"])
    times = [chain["lead_time_h"] for chain in got["slowest_chains"]]
    assert times == near([chain["lead_time_h"] for chain in wanted["slowest_chains"]])
    for chain in (longest, *got["slowest_chains"]):
        compare_chain(chain, wanted["all_chains"])
    compare_answers(got, wanted["variants"])


def compare_chain(got: Dict, chains: list[Dict]) -> None:
    """Compare with the chain of the oracle that takes the same handoffs."""
    (same,) = [chain for chain in chains if way(chain) == way(got)]
    assert alike(got, {key: same[key] for key in got}), (got, same)


def way(chain: Dict) -> list[Edge]:
    return [(step["supplier"], step["customer"], step["delivers"]) for step in chain["steps"]]


def compare_answers(got: Dict, variants: list[Dict]) -> None:
    """Promises and suspects depend on which of several equally slow chains was taken."""
    seen = {
        "promise": got["promise"] | {"overruns": overruns(got["promise"])},
        "basis": got["basis"],
        "suspects": {suspect["team"]: suspect["share"] for suspect in got["suspects"]},
    }
    wanted = [
        v | {"promise": v["promise"] | {"overruns": overruns(v["promise"])}} for v in variants
    ]
    assert any(alike(seen, variant) for variant in wanted), (seen, wanted)


def overruns(promise: Dict) -> list[Any]:
    """The overruns that are not nothing, in no order."""
    found = [(o["team"], o["delivers"], round(o["hours"], 6)) for o in promise["overruns"]]
    return sorted(overrun for overrun in found if overrun[2])


def compare_bottlenecks(root: Path, cut: float) -> None:
    found = answers.bottlenecks(root, cut=cut)
    result = json.loads(bottlenecks_json(found.result, found.flow.organisation))
    expected = oracle.bottlenecks(oracle.read(root), cut)
    got = {oracle.fold(team["team"]): team for team in result["teams"]}
    assert result["exact"]
    assert set(got) == set(expected)
    for team, figures in expected.items():
        assert alike({key: got[team][key] for key in figures}, figures), (got[team], figures)
    ranking = [team["leverage_h"] for team in result["teams"]]
    assert all(one >= other - oracle.TINY for one, other in itertools.pairwise(ranking))


def compare_gaps(root: Path) -> None:
    found = answers.gaps(root, as_of=AS_OF)
    result = folded(json.loads(gaps_json(found.result, found.flow.organisation)))
    got = [(g["kind"], g["supplier"], g["customer"], g["delivers"]) for g in result["gaps"]]
    assert len(got) == len(set(got))
    assert set(got) == oracle.gaps(oracle.read(root), AS_OF)


def compare_promises(root: Path) -> None:
    found = promises(root)
    document = promises_json(found.result, found.flow.organisation, kept=0.95)
    result = folded(json.loads(document))
    got = {(b["supplier"], b["customer"], b["delivers"]): b for b in result["budgets"]}
    expected = oracle.budgets(oracle.read(root))
    assert set(expected) == {key for key, budget in got.items() if budget["limit_h"] is not None}
    for key, figures in expected.items():
        assert alike({name: got[key][name] for name in figures}, figures), (got[key], figures)


# The tests


@checked
@given(organisations(), st.sampled_from([5, 1, 2, 100]))
def test_trace(found: Dict, k: int) -> None:
    with filed(found) as root:
        compare_trace(root, k)


@checked
@given(organisations(free=True), st.sampled_from([5, 1, 2, 100]))
def test_trace_where_work_may_go_in_circles(found: Dict, k: int) -> None:
    with filed(found) as root:
        compare_trace(root, k)


@checked
@given(organisations(), st.sampled_from([0.5, 0.2, 1.0]))
def test_bottlenecks(found: Dict, cut: float) -> None:
    with filed(found) as root:
        compare_bottlenecks(root, cut)


@checked
@given(organisations(free=True, complained=False))
def test_bottlenecks_without_complaints_and_in_circles(found: Dict) -> None:
    with filed(found) as root:
        compare_bottlenecks(root, 0.5)


@checked
@given(organisations(free=True))
def test_promises(found: Dict) -> None:
    with filed(found) as root:
        compare_promises(root)


@checked
@given(organisations(free=True))
def test_gaps(found: Dict) -> None:
    with filed(found) as root:
        compare_gaps(root)


@pytest.mark.parametrize("shipped", SHIPPED)
def test_shipped_organisations(shipped: str) -> None:
    compare_trace(ROOT / shipped)
    compare_bottlenecks(ROOT / shipped, 0.5)
    compare_gaps(ROOT / shipped)


def test_a_promise_kept_to_the_second_is_no_overrun(tmp_path: Path) -> None:
    """6 min and 12 min are 18 min, whatever floating-point numbers make of it."""
    text = """\
        team: A
        serves: [{customer: B, delivers: P, lead_time: 6m 12m, promise: 18m}]
        ---
        team: B
        serves: [{customer: Shopper, delivers: P, lead_time: 1h}]
        ---
        customer: Shopper
        ---
        - {id: 1, customer: Shopper, category: late}
        """
    (tmp_path / "all.yaml").write_text(dedent(text), "utf-8")
    compare_trace(tmp_path)


@pytest.mark.parametrize("measured", ["lead_time: 3h", "end_to_end: 3h"])
def test_support_of_an_external_customer_can_break_its_promise(
    tmp_path: Path, measured: str
) -> None:
    text = f"""\
        team: A
        serves: [{{customer: Shopper, delivers: P, support: true, promise: 1h, {measured}}}]
        ---
        customer: Shopper
        """
    (tmp_path / "all.yaml").write_text(dedent(text), "utf-8")
    compare_gaps(tmp_path)


@pytest.mark.parametrize("more", ["", "Paper, "])
def test_what_is_always_right_changes_no_accuracy(tmp_path: Path, more: str) -> None:
    """Box Shop makes two things from the same alternatives; one of them may need paper too."""
    text = f"""\
        team: Box Shop
        needs:
          - {{supplier: Mill, delivers: Own, accuracy: 50%}}
          - {{supplier: Mill, delivers: Other, accuracy: 80%}}
          - {{supplier: Mill, delivers: Paper}}
        serves:
          - {{customer: Dispatch, delivers: A, from: [{more}{{any: {{Own: 50%, Other: 50%}}}}]}}
          - {{customer: Dispatch, delivers: B, from: [{{any: {{Own: 50%, Other: 50%}}}}]}}
        ---
        team: Dispatch
        serves: [{{customer: Shopper, delivers: Parcel}}]
        ---
        vendor: Mill
        ---
        customer: Shopper
        ---
        - {{id: 1, customer: Shopper, category: other}}
        """
    (tmp_path / "all.yaml").write_text(dedent(text), "utf-8")
    compare_trace(tmp_path)
