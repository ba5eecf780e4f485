"""A second, deliberately slow and simple implementation of the answers, written from the design.

It shares no code with the program: YAML becomes dicts of text (`yaml.BaseLoader`), chains are
enumerated, everything is recomputed wherever it is needed. Names are compared folded, and the
results carry them folded. A comment that begins with "Choice:" marks what the design leaves open.
Not covered: an accuracy of 0 % (its logarithm and what is sent back are infinite), shares that
leave nothing over in a circle (an error).
"""

from __future__ import annotations

import csv
import itertools
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import yaml

Dict = dict[str, Any]
Key = tuple[str, str, str]
"""Supplier, customer and deliverable, folded; "" where nobody names the deliverable."""

TINY = 1e-9
LIMIT_OF_CHAINS = 200_000
KINDS = ("team", "customer", "vendor")
UNITS = {"s": 1 / 3600, "m": 1 / 60, "h": 1.0}


# Reading


def fold(name: str) -> str:
    return name.strip().casefold()


def as_list(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def is_yes(value: Any) -> bool:
    return fold(value or "") in {"true", "yes"}


def percent(text: str | None) -> float | None:
    return None if text is None else float(text.strip().removesuffix("%")) / 100


def read(root: Path) -> Dict:
    """Everything below `root` as dicts of text, then of numbers."""
    parties: list[Dict] = []
    settings: Dict = {}
    complaints: list[Dict] = []
    for path in sorted(root.rglob("*.yaml")):
        for document in yaml.load_all(path.read_text("utf-8"), Loader=yaml.BaseLoader):
            if isinstance(document, list):
                complaints += document
            elif any(kind in document for kind in KINDS):
                parties.append(document)
            else:
                settings |= document
    for path in sorted(root.rglob("complaints.csv")):
        complaints += csv_rows(path)
    org: Dict = {"settings": settings}
    org["parties"] = dict(party(org, document) for document in parties)
    org["handoffs"] = joined(org, parties)
    org["complaints"] = [complaint(org, entry) for entry in complaints]
    return org


def csv_rows(path: Path) -> list[Dict]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [{k: v for k, v in row.items() if v} for row in csv.DictReader(file)]
    for row in rows:
        if "contacts" in row:
            row["contacts"] = [c for c in row["contacts"].split(";") if c.strip()]
    return rows


def hours(org: Dict, value: Any) -> float | None:
    """A duration in hours, of a three-point estimate the PERT mean."""
    if value is None:
        return None
    if isinstance(value, dict):
        low, likely, high = (hours(org, value[point]) or 0 for point in ("low", "likely", "high"))
        return (low + 4 * likely + high) / 6
    calendar = org["settings"].get("calendar", {})
    day = float(calendar.get("hours_per_day", 8))
    week = day * float(calendar.get("days_per_week", 5))
    units = UNITS | {"d": day, "w": week}
    return sum(
        float(number) * units[unit] for number, unit in re.findall(r"([0-9.]+) *([smhdw])", value)
    )


def rate(org: Dict, value: str | None) -> float | None:
    if value is None:
        return None
    items, unit = value.split("/")
    return float(items) / (hours(org, "1" + unit.strip()) or 1)


def party(org: Dict, document: Dict) -> tuple[str, Dict]:
    kind = next(kind for kind in KINDS if kind in document)
    people = document.get("people")
    return fold(document[kind]), {
        "kind": kind,
        "value": float(document.get("value", 1)),
        "people": None if people is None else float(people),
        "availability": percent(document.get("availability", "100%")),
        "process_time": hours(org, document.get("process_time")),
        "lead_time": hours(org, document.get("lead_time")),
        "evidence": document.get("evidence"),
        "arrivals": rate(org, document.get("arrivals")),
        "variability": {
            key: float(document.get("variability", {}).get(key, 1))
            for key in ("arrivals", "service")
        },
    }


def claims(document: Dict) -> Iterator[Dict]:
    """Each entry of `serves` and `needs`, once for each name in it."""
    own = fold(next(document[kind] for kind in KINDS if kind in document))
    for side, mine, other in (
        ("serves", "supplier", "customer"),
        ("needs", "customer", "supplier"),
    ):
        for entry in as_list(document.get(side)):
            long = entry if isinstance(entry, dict) else {other: entry}
            for name in as_list(long[other]):
                yield {**long, "side": side, mine: own, other: fold(name)}


def joined(org: Dict, parties: list[Dict]) -> dict[Key, Dict]:
    """The handoffs: the claims of both sides about the same thing put together."""
    pairs: dict[tuple[str, str], list[Dict]] = defaultdict(list)
    for document in parties:
        for claim in claims(document):
            pairs[claim["supplier"], claim["customer"]].append(claim)
    found: dict[Key, Dict] = {}
    for (supplier, customer), all_claims in pairs.items():
        named = {fold(claim["delivers"]) for claim in all_claims if "delivers" in claim}
        for claim in all_claims:
            (delivers,) = {fold(claim["delivers"])} if "delivers" in claim else named or {""}
            key = (supplier, customer, delivers)
            found.setdefault(key, {"key": key})[claim["side"]] = claim
    return {key: handoff(org, found[key]) for key in sorted(found)}


def handoff(org: Dict, raw: Dict) -> Dict:
    supplier, customer, _ = raw["key"]
    serves: Dict = raw.get("serves", {})
    needs: Dict = raw.get("needs", {})
    team = org["parties"][supplier]

    # Choice: the defaults of a team hold for all handoffs it supplies, claimed by it or not.
    def own(key: str) -> float | None:
        return hours(org, serves[key]) if key in serves else team[key]

    rating = needs.get("rating")
    return {
        "key": raw["key"],
        "supplier": supplier,
        "customer": customer,
        "outside": org["parties"][customer]["kind"] == "customer",
        "supplier_says": "serves" in raw,
        "customer_says": "needs" in raw,
        "from": ingredients(serves["from"]) if "from" in serves else None,
        "lead_time": own("lead_time"),
        "process_time": own("process_time"),
        # Choice: a lead time without `evidence` counts as estimated.
        "lead_evidence": serves.get("evidence") or team["evidence"] or "estimated",
        "promise": hours(org, serves.get("promise")),
        "step_promise": hours(org, serves.get("step_promise")),
        "end_to_end": hours(org, serves.get("end_to_end")),
        "belief": hours(org, serves.get("they_need")),
        "need": hours(org, needs.get("within")),
        "accuracy": percent(needs.get("accuracy")),
        "rating": None if rating is None else tuple(map(float, rating.split("/"))),
        "asked": date.fromisoformat(needs["asked"]) if "asked" in needs else None,
        "volume": rate(org, serves.get("volume")),
        "share": percent(serves.get("share")),
        "rework": any(is_yes(side.get("rework")) for side in (serves, needs)),
        "stock": is_yes(serves.get("stock")),
        "flow": not any(
            is_yes(side.get(mark)) for side in (serves, needs) for mark in ("support", "rework")
        ),
    }


def ingredients(written: Any) -> list[list[tuple[str, float]]]:
    """`from` as a list of entries, each a list of (deliverable, share)."""
    return [
        [(fold(name), percent(share) or 0) for name, share in entry["any"].items()]
        if isinstance(entry, dict)
        else [(fold(entry), 1.0)]
        for entry in as_list(written)
    ]


def complaint(org: Dict, entry: Dict) -> Dict:
    about = [
        h
        for h in org["handoffs"].values()
        if h["customer"] == fold(entry["customer"])
        and fold(entry.get("supplier", h["supplier"])) == h["supplier"]
        and fold(entry.get("delivers", h["key"][2])) == h["key"][2]
    ]
    # Choice: where a complaint leaves out what would be clear, only work in the flow is meant.
    (delivery,) = [h for h in about if h["flow"]] or about
    count, severity = float(entry.get("count", 1)), float(entry.get("severity", 1))
    return {
        "id": entry["id"].strip(),
        "delivery": delivery["key"],
        "category": entry["category"],
        "weight": count * severity * org["parties"][delivery["customer"]]["value"],
        "contacts": [fold(name) for name in as_list(entry.get("contacts"))],
    }


# The flow graph


def remembered(found: Callable[[Dict, Dict], Any]) -> Callable[[Dict, Dict], Any]:
    """Only for speed: an answer about a handoff of an organisation is worked out once."""

    def recalled(org: Dict, h: Dict) -> Any:
        known = org.setdefault("remembered", {})
        question = (found.__name__, h["key"])
        if question not in known:
            known[question] = found(org, h)
        return known[question]

    return recalled


def inputs_of(org: Dict, h: Dict) -> list[Dict]:
    """The flow inputs of the team that supplies `h`; customers and vendors never relay."""
    if not h["flow"] or org["parties"][h["supplier"]]["kind"] != "team":
        return []
    return [g for g in org["handoffs"].values() if g["flow"] and g["customer"] == h["supplier"]]


@remembered
def groups(org: Dict, h: Dict) -> list[list[tuple[float, list[Dict]]]]:
    """What `h` is made from: all entries needed, in each the options (share, feeders)."""
    inputs = inputs_of(org, h)
    if h["from"] is None:
        return [[(1.0, [g])] for g in inputs]
    return [
        [(share, [g for g in inputs if g["key"][2] == name]) for name, share in entry]
        for entry in h["from"]
    ]


@remembered
def feeders(org: Dict, h: Dict) -> list[Dict]:
    found = {g["key"]: g for entry in groups(org, h) for _, option in entry for g in option}
    return list(found.values())


@remembered
def upstream(org: Dict, delivery: Dict) -> list[Dict]:
    """All handoffs behind the delivery, itself not counted, also those behind a stock."""
    found: dict[Key, Dict] = {}

    def visit(h: Dict) -> None:
        for g in feeders(org, h):
            if g["key"] not in found:
                found[g["key"]] = g
                visit(g)

    visit(delivery)
    return list(found.values())


@remembered
def is_cyclic(org: Dict, delivery: Dict) -> bool:
    """Whether some handoff on a way to the delivery can be reached from itself.

    Choice: ways end at stock, as chains do. A cycle behind a stock delays nobody.
    """

    def on_the_way(to: Dict) -> dict[Key, Dict]:
        found: dict[Key, Dict] = {}
        pending = open_feeders(org, to, None)
        while pending:
            h = pending.pop()
            if h["key"] not in found:
                found[h["key"]] = h
                pending += open_feeders(org, h, None)
        return found

    return any(h["key"] in on_the_way(h) for h in on_the_way(delivery).values())


def open_feeders(org: Dict, h: Dict, visited: frozenset[str] | None) -> list[Dict]:
    """The feeders a chain may come from; none before a handoff from stock."""
    if h["stock"]:
        return []
    return [g for g in feeders(org, h) if visited is None or g["supplier"] not in visited]


def start(org: Dict, delivery: Dict) -> frozenset[str] | None:
    """The teams visited at first; None where the upstream has no cycle and visits are free."""
    return frozenset({delivery["supplier"]}) if is_cyclic(org, delivery) else None


def with_team(visited: frozenset[str] | None, h: Dict) -> frozenset[str] | None:
    return None if visited is None else visited | {h["supplier"]}


@remembered
def chains(org: Dict, delivery: Dict) -> list[list[Dict]]:
    """Every chain that ends in the delivery."""

    # Choice: chains are maximal. They begin at handoffs without feeders, from stock, or (where
    # the upstream has a cycle) where every feeder's team was visited.
    def ending_in(h: Dict, visited: frozenset[str] | None) -> Iterator[list[Dict]]:
        before = open_feeders(org, h, visited)
        if not before:
            yield [h]
        for g in before:
            for chain in ending_in(g, with_team(visited, g)):
                yield [*chain, h]

    found = list(itertools.islice(ending_in(delivery, start(org, delivery)), LIMIT_OF_CHAINS))
    assert len(found) < LIMIT_OF_CHAINS, "too many chains for an enumeration"
    return found


# Times


def own_promise(h: Dict) -> float | None:
    promise: float | None = h["step_promise"] if h["outside"] else h["promise"]
    return promise


def step_time(h: Dict) -> tuple[float | None, str]:
    if h["lead_time"] is not None:
        return h["lead_time"], h["lead_evidence"]
    promise = own_promise(h)
    if promise is not None:
        return promise, "promise"
    if h["need"] is not None and not h["outside"]:
        return h["need"], "need"
    return None, "none"


def time_of(h: Dict) -> float:
    return step_time(h)[0] or 0.0


def lead_time(org: Dict, delivery: Dict, timed: Callable[[Dict], float] = time_of) -> float:
    """All required inputs are waited for, alternatives weigh by share."""

    def until(h: Dict, visited: frozenset[str] | None) -> float:
        allowed = {g["key"] for g in open_feeders(org, h, visited)}
        waits = [0.0]
        for entry in groups(org, h) if allowed else []:
            wait = 0.0
            for share, option in entry:
                times = [until(g, with_team(visited, g)) for g in option if g["key"] in allowed]
                # Choice: one option handed over by several suppliers waits for all of them.
                wait += share * max(times, default=0.0)
            waits.append(wait)
        return timed(h) + max(waits)

    return until(delivery, start(org, delivery))


# Trace


def product(accuracies: Iterable[float | None]) -> float:
    return math.prod(1.0 if accuracy is None else accuracy for accuracy in accuracies)


def rolled_accuracy(org: Dict, delivery: Dict) -> float:
    """The product over every handoff that is used, each once, expected over all choices.

    Choice: a team that makes several things from the same alternatives by the same shares
    decides once, so `decided` is looked up by team and entry.
    """

    def expected(pending: list[Dict], used: frozenset[Key], decided: Decided) -> float:
        if not pending:
            return product(org["handoffs"][key]["accuracy"] for key in used)
        h, *rest = pending
        if h["key"] in used:
            return expected(rest, used, decided)
        now = used | {h["key"]}
        total = 0.0
        for chance, option, deciding in decisions(org, h, decided):
            total += chance * expected(rest + option, now, deciding)
        return total

    return expected([delivery], frozenset(), {})


Decided = dict[tuple[str, tuple[tuple[str, float], ...]], str]
"""Team and alternatives: what it takes."""


def decisions(org: Dict, h: Dict, decided: Decided) -> list[tuple[float, list[Dict], Decided]]:
    """Every way to make `h`: its probability, what is used, and all that is decided then."""
    if h["from"] is None:
        return [(1.0, feeders(org, h), decided)]
    inputs = inputs_of(org, h)
    ways: list[tuple[float, list[Dict], Decided]] = [(1.0, [], decided)]
    for entry in h["from"]:
        question = (h["supplier"], tuple(sorted(entry)))
        longer = []
        for chance, used, known in ways:
            for name, share in entry:
                option = [g for g in inputs if g["key"][2] == name]
                if question not in known:
                    longer.append((chance * share, used + option, known | {question: name}))
                elif known[question] == name:
                    longer.append((chance, used + option, known))
        ways = longer
    return ways


def chain_json(chain: list[Dict]) -> Dict:
    times = [h["process_time"] for h in chain if h["process_time"] is not None]
    return {
        "teams": [h["supplier"] for h in chain] + [chain[-1]["customer"]],
        "handoffs": len(chain) - 1,
        "lead_time_h": sum(map(time_of, chain)),
        "process_time_h": sum(times) if times else None,  # Choice: the known ones
        "accuracy": product(h["accuracy"] for h in chain),
        "steps": [
            {
                "supplier": h["supplier"],
                "customer": h["customer"],
                "delivers": h["key"][2],
                "time_h": step_time(h)[0],
                "evidence": step_time(h)[1],
            }
            for h in chain
        ],
    }


def promised_or_taken(h: Dict) -> float:
    promise = own_promise(h)
    return time_of(h) if promise is None else promise


def overrun(h: Dict) -> float:
    promise = own_promise(h)
    return 0.0 if promise is None else time_of(h) - promise


def promise_json(delivery: Dict, slowest: list[Dict]) -> Dict:
    promised, needed = delivery["promise"], delivery["need"]
    limit = needed if promised is None else promised
    internal = sum(map(promised_or_taken, slowest))
    taken = sum(map(time_of, slowest))  # Choice: the bridge ends at the slowest chain's time.
    return {
        "promised_h": promised,
        "needed_h": needed,
        "limit_h": limit,
        "internal_sum_h": internal,
        "fits": None if limit is None else internal <= limit + TINY,
        "late_h": None if limit is None else taken - limit,
        "budget_gap_h": None if limit is None else internal - limit,
        "overruns": [
            {"team": h["supplier"], "delivers": h["key"][2], "hours": overrun(h)}
            for h in slowest
            if own_promise(h) is not None
        ],
    }


def shared_out(charges: Iterable[tuple[str, float]]) -> Dict:
    """Charges by team as shares of their sum."""
    sums: dict[str, float] = defaultdict(float)
    for team, charge in charges:
        sums[team] += max(charge, 0.0)
    total = sum(sums.values())
    return {team: charge / total for team, charge in sums.items() if charge > TINY}


def suspects(org: Dict, said: Dict, delivery: Dict, slowest: list[Dict]) -> tuple[str, Dict]:
    """The rule and the share of each suspect."""
    if said["category"] == "late":
        for basis, charge in (("overrun", overrun), ("time", time_of)):
            shares = shared_out((h["supplier"], charge(h)) for h in slowest)
            if shares:
                return basis, shares
        return "none", {}
    if said["category"] in {"wrong", "incomplete"}:
        # Choice: the delivery counts too; alternatives' shares do not weigh.
        judged = [h for h in [*upstream(org, delivery), delivery] if h["accuracy"] is not None]
        shares = shared_out((h["supplier"], -math.log(h["accuracy"])) for h in judged)
        return ("accuracy", shares) if shares else ("none", {})
    if said["category"] == "passed-around":
        return passed_around(org, said["contacts"])
    return "touchpoint", {delivery["supplier"]: 1.0}


def passed_around(org: Dict, contacts: list[str]) -> tuple[str, Dict]:
    """Choice: without contacts, or by the shortest way, there is no basis."""
    passes = [(team, 1.0) for team, to in itertools.pairwise(contacts) if team != to]
    if not passes or len(passes) <= fewest_steps(org, contacts[0], contacts[-1]):
        return "none", {}
    return "contacts", shared_out(passes)


def fewest_steps(org: Dict, first: str, last: str) -> float:
    """Over all handoffs of the map in either direction, also by way of outside parties.

    Choice: where there is no way at all, the customer was not passed on too often.
    """
    reached, steps = {first}, 0
    while last not in reached:
        more = set(reached)
        for supplier, customer, _ in org["handoffs"]:
            if supplier in reached or customer in reached:
                more |= {supplier, customer}
        if more == reached:
            return math.inf
        reached, steps = more, steps + 1
    return steps


def behind(org: Dict, delivery: Dict, said: Dict | None, k: int) -> Dict:
    """The trace of one delivery. `variants`: one answer for each of the slowest chains."""
    before = upstream(org, delivery)
    found = sorted(
        (chain_json(chain) | {"chain": chain} for chain in chains(org, delivery)),
        key=lambda c: -c["lead_time_h"],
    )
    longest = max(found, key=lambda c: (c["handoffs"], c["lead_time_h"]))
    variants = []
    for slow in found:
        if slow["lead_time_h"] >= found[0]["lead_time_h"] - TINY:
            basis, shares = suspects(org, said, delivery, slow["chain"]) if said else (None, {})
            promise = promise_json(delivery, slow["chain"])
            variants.append({"promise": promise, "basis": basis, "suspects": shares})
    return {
        "delivery": delivery["key"],
        "upstream": {
            "teams": len({h["supplier"] for h in before if is_team(org, h["supplier"])}),
            "handoffs": len(before),
        },
        "longest_chain": longest,
        "slowest_chains": found[:k],
        "all_chains": found,
        "lead_time_h": lead_time(org, delivery),
        "rolled_accuracy": rolled_accuracy(org, delivery),
        "variants": variants,
        "cyclic": is_cyclic(org, delivery),
    }


def is_team(org: Dict, name: str) -> bool:
    return bool(org["parties"][name]["kind"] == "team")


def budgets(org: Dict) -> dict[Key, Dict]:
    """Of every delivery outside with a limit, the chain that promises most against the limit."""
    found = {}
    for h in org["handoffs"].values():
        limit = h["need"] if h["promise"] is None else h["promise"]
        if h["outside"] and h["flow"] and limit is not None:
            every = chains(org, h)
            promised = max(sum(map(promised_or_taken, chain)) for chain in every)
            found[h["key"]] = {
                "limit_h": limit,
                "sum_h": promised,
                "headroom_h": limit - promised,
                "taken_h": max(sum(map(time_of, chain)) for chain in every),
            }
    return found


def trace(org: Dict, k: int = 5) -> list[Dict]:
    """The trace of every complaint."""
    return [
        {
            "id": said["id"],
            "category": said["category"],
            "weight": said["weight"],
            **behind(org, org["handoffs"][said["delivery"]], said, k),
        }
        for said in org["complaints"]
    ]


# Bottlenecks


def weighed(org: Dict) -> list[tuple[float, Dict]]:
    """What the ranking is about: the complained deliveries with the weight of each complaint."""
    if org["complaints"]:
        return [(said["weight"], org["handoffs"][said["delivery"]]) for said in org["complaints"]]
    # Choice: without complaints, deliveries to external customers weigh by the customer's value.
    return [
        (org["parties"][h["customer"]]["value"], h)
        for h in org["handoffs"].values()
        if h["outside"] and h["flow"]
    ]


def bottlenecks(org: Dict, cut: float = 0.5) -> dict[str, Dict]:
    """All figures of every team, by name."""
    subjects = weighed(org)
    total = sum(weight for weight, _ in subjects)

    def gain(team: str, better: Callable[[Dict], float]) -> float:
        def timed(h: Dict) -> float:
            return better(h) if h["supplier"] == team else time_of(h)

        saved = sum(
            weight * (lead_time(org, delivery) - lead_time(org, delivery, timed))
            for weight, delivery in subjects
        )
        return saved / total if total else 0.0

    def share(holds: Callable[[Dict], bool]) -> float:
        held = sum(weight for weight, delivery in subjects if holds(delivery))
        return held / total if total else 0.0

    def kept(h: Dict) -> float:
        return min(time_of(h), promised_or_taken(h))

    return {
        team: {
            "leverage_h": gain(team, lambda h: time_of(h) * (1 - cut)),
            "restore_h": gain(team, kept),
            # Choice: exposure includes the touchpoint.
            "exposure": share(partial(is_behind, org, team)),
            "unavoidable": share(partial(is_on_every_chain, org, team)),
            **load(org, team),
        }
        for team in sorted(org["parties"])
        if is_team(org, team)
    }


def is_behind(org: Dict, team: str, delivery: Dict) -> bool:
    return team in {h["supplier"] for h in [*upstream(org, delivery), delivery]}


def is_on_every_chain(org: Dict, team: str, delivery: Dict) -> bool:
    return all(team in {h["supplier"] for h in chain} for chain in chains(org, delivery))


def load(org: Dict, team: str) -> Dict:
    """Arrivals from volumes or shares, work sent back included; nothing where nothing is known."""
    work = routed(org, team) if team in flow_rates(org) else counted(org, team)
    rates = [(items / accuracy, hours) for items, accuracy, hours in work if items is not None]
    working = [(r, t) for r, t in rates if t is not None]
    known = org["parties"][team]
    capacity = (known["people"] or 0) * known["availability"]
    # Choice: people unknown, utilisation unknown
    busy = sum(r * t for r, t in working) / capacity if working and capacity else None
    return {
        "arrival_rate_per_h": sum(r for r, _ in rates) if rates else None,
        "utilisation": busy,
        "queue_wait_h": queue_wait(known, busy, working),
    }


Work = list[tuple[float | None, float, float | None]]
"""Items per hour, the share of them that is right, hours of work on one."""


def counted(org: Dict, team: str) -> Work:
    return [
        (h["volume"], h["accuracy"] or 1.0, h["process_time"])
        for h in org["handoffs"].values()
        if h["supplier"] == team
    ]


def routed(org: Dict, team: str) -> Work:
    """Choice: what the shares leave over goes by the other flow handoffs in equal parts."""
    items = flow_rates(org)[team]
    supplied = [h for h in org["handoffs"].values() if h["supplier"] == team]
    over = items * (1 - sum(h["share"] or 0 for h in supplied))
    others = [h for h in supplied if h["share"] is None and h["flow"]]
    work: Work = []
    for h in supplied:
        if h["share"] is not None:
            work.append((items * h["share"], right(org, h), h["process_time"]))
        elif h["flow"]:
            work.append((over / len(others), right(org, h), h["process_time"]))
    return work if others else [*work, (over, 1.0, org["parties"][team]["process_time"])]


def right(org: Dict, h: Dict) -> float:
    """Choice: where a rework handoff with a share brings it back, accuracy does not do so again."""
    for back in org["handoffs"].values():
        between = (back["supplier"], back["customer"]) == (h["customer"], h["supplier"])
        if between and back["rework"] and back["share"] and back["supplier"] in flow_rates(org):
            return 1.0
    return h["accuracy"] or 1.0


def flow_rates(org: Dict) -> dict[str, float]:
    """What flows through each team that `arrivals` reach: items are followed until few are left."""
    if "flow_rates" not in org:
        here = {name: p["arrivals"] for name, p in org["parties"].items() if "arrivals" in p}
        here = {name: r for name, r in here.items() if r is not None}
        found: dict[str, float] = defaultdict(float)
        for _ in range(20_000):
            after: dict[str, float] = defaultdict(float)
            for name, r in here.items():
                found[name] += r
                for h in org["handoffs"].values():
                    if h["supplier"] == name and h["share"] and is_team(org, h["customer"]):
                        after[h["customer"]] += r * h["share"]
            here = after
            if sum(here.values()) < 1e-15 and set(here) <= set(found):
                break
        org["flow_rates"] = dict(found)
    known: dict[str, float] = org["flow_rates"]
    return known


def queue_wait(known: Dict, busy: float | None, working: list[tuple[float, float]]) -> float | None:
    """M/M/c times (arrivals + service) / 2. Choice: between whole people straight."""
    total = sum(r for r, _ in working)
    if busy is None or busy >= 1 or not total:
        return None
    people = known["people"]
    low, high = math.floor(people), math.ceil(people)
    chance = busy
    if people > 1:
        first, second = waiting(low, low * busy), waiting(high, high * busy)
        chance = first + (people - low) * (second - first)
    hours_of_one = sum(r * t for r, t in working) / total
    service_rate = people * known["availability"] / hours_of_one if hours_of_one else math.inf
    spread = (known["variability"]["arrivals"] + known["variability"]["service"]) / 2
    return float(chance / (service_rate * (1 - busy)) * spread)


def waiting(servers: int, offered: float) -> float:
    """Erlang C as it is written in the textbooks."""
    busy = offered / servers
    all_busy = offered**servers / math.factorial(servers) / (1 - busy)
    return all_busy / (sum(offered**k / math.factorial(k) for k in range(servers)) + all_busy)


# Gaps


def gaps(org: Dict, as_of: date) -> set[tuple[str, str, str, str]]:
    """The gaps of all handoffs: kind, supplier, customer, deliverable."""
    found: dict[str, Callable[[Dict], bool]] = {
        "unpromised": lambda h: h["need"] is not None and h["promise"] is None,
        "promise_short_of_need": lambda h: beyond(h["promise"], h["need"]),
        "promise_broken": lambda h: promise_broken(org, h),
        "unneeded_promise": lambda h: h["promise"] is not None and h["need"] is None,
        "belief_differs": lambda h: (
            beyond(h["belief"], h["need"]) or beyond(h["need"], h["belief"])
        ),
        "supplier_only": lambda h: not h["customer_says"],
        "customer_only": lambda h: not h["supplier_says"],
        "not_asked": lambda h: is_stale(org, h, as_of),
        # Choice: low is below 60 % of the scale.
        "low_rating": lambda h: (
            h["rating"] is not None and beyond(0.6 * h["rating"][1], h["rating"][0])
        ),
    }
    return {
        (kind, *h["key"])
        for kind, holds in found.items()
        for h in org["handoffs"].values()
        if holds(h)
    }


def beyond(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and one > other + TINY


def promise_broken(org: Dict, h: Dict) -> bool:
    if not h["outside"]:
        return beyond(h["lead_time"], h["promise"])
    # Choice: the whole as measured, else as traced; and the team's own step.
    whole = lead_time(org, h) if h["end_to_end"] is None else h["end_to_end"]
    return beyond(whole, h["promise"]) or beyond(h["lead_time"], h["step_promise"])


def is_stale(org: Dict, h: Dict, as_of: date) -> bool:
    """Choice: an age needs an `asked` date and a limit. Both are in calendar days."""
    limit = org["settings"].get("limits", {}).get("max_survey_age")
    if limit is None or h["asked"] is None:
        return False
    days = {"s": 1 / 86400, "m": 1 / 1440, "h": 1 / 24, "d": 1, "w": 7}
    parts = re.findall(r"([0-9.]+) *([smhdw])", limit)
    return beyond((as_of - h["asked"]).days, sum(float(n) * days[unit] for n, unit in parts))
