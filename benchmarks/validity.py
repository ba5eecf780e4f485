"""Do chainmap's answers name the right team, and do its intervals hold what is true?

Simulated organisations (AND-joins, alternatives, lognormal times, several teams overrunning their
promises, accuracy lost at random places) are described to chainmap by figures from a few cases and
by the complaints of one period. What is true is known by counterfactual simulation: the same cases
once more, with one team doing better. No ranking is tuned to it. `simulated/` has the parts.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Iterable, Sequence
from statistics import fmean

import numpy as np
from simulated.observed import Told
from simulated.picks import ABOUT_ACCURACY, ABOUT_TIME, Ranking
from simulated.study import Made, Pick, Picks, Study, plain_picks, study
from simulated.truth import Question

from chainmap.analysis.chance import POINTS
from chainmap.measure.small_counts import NORMAL, wilson
from chainmap.model import Category

LOWEST, HIGHEST = 0.85, 0.95
"""What 90 % intervals shall hold."""


def main() -> None:
    """Simulate, measure and print."""
    asked = _arguments()
    studies, plain = [], []
    for number in range(asked.organisations):
        studies.append(study(seed=asked.seed, number=number, teams=asked.teams, cases=asked.cases))
        plain.append(
            plain_picks(seed=asked.seed, number=number, teams=asked.teams, cases=asked.cases)
        )
        print(f"\r{number + 1} of {asked.organisations}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    _print_head(asked, studies)
    for question in Question:
        _print_question(question, studies)
    for question in (Question.KEPT, Question.KEPT_ON_AVERAGE, Question.HALVED):
        _print_plain(question, plain)
    for category in (Category.LATE, Category.WRONG):
        _print_suspects(category, studies)
    for told in (*Told, None):
        _print_deliveries(told, studies)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--organisations", type=int, default=80)
    parser.add_argument("--teams", type=int, default=30)
    parser.add_argument("--cases", type=int, default=10_000, help="by which the truth is known")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="5 organisations, 2,000 cases")
    asked = parser.parse_args()
    if asked.quick:
        asked.organisations, asked.cases = 5, 2_000
    return asked


def _print_head(asked: argparse.Namespace, studies: Sequence[Study]) -> None:
    complaints = np.median([found.complaints for found in studies])
    overrunning = np.median([found.overrunning for found in studies])
    print(f"{platform.system()}, Python {platform.python_version()}, seed {asked.seed}")
    print(
        f"{len(studies)} organisations of {asked.teams} teams; at the median {complaints:g} "
        f"complaints, {overrunning:g} teams overrun; truth by {asked.cases:,} cases"
    )


def _print_question(question: Question, studies: Sequence[Study]) -> None:
    asked_of = [found for found in studies if (question, Ranking.RANDOM) in found.picks]
    print(f"\nWho prevents most complaints if it {question}? ({len(asked_of)} organisations)")
    print("Right: the first is the best team. Worth: it prevents, of what the best would.")
    print(f"  {'first by':<34} {'right':<20} {'worth':<20} from exact figures: right, worth")
    for ranking in ABOUT_ACCURACY if question is Question.RIGHT else ABOUT_TIME:
        now = [found.picks[question, ranking] for found in asked_of]
        exact = [found.picks_if_exact[question, ranking] for found in asked_of]
        print(f"  {ranking:<34} {_picked(ranking, now)} {_picked(ranking, exact)}".rstrip())


def _print_plain(question: Question, plain: Sequence[Picks]) -> None:
    asked_of = [picks for picks in plain if (question, Ranking.RANDOM) in picks]
    print(f"\nPlain organisations, exact files: if it {question} ({len(asked_of)} organisations)")
    for ranking in ABOUT_TIME:
        picks = [found[question, ranking] for found in asked_of]
        print(f"  {ranking:<34} {_picked(ranking, picks)}".rstrip())


def _picked(ranking: Ranking, picks: Sequence[Pick]) -> str:
    right = fmean(pick.right for pick in picks)
    around = wilson(right, of=len(picks))
    hits = f"{right:4.0%} ({around.low:.0%} to {around.high:.0%})"
    if ranking is Ranking.RANDOM:  # the mean over all teams: nothing was drawn
        hits = f"{right:4.0%}"
    return f"{hits:<20} {_mean(pick.worth for pick in picks):<20}"


def _print_suspects(category: Category, studies: Sequence[Study]) -> None:
    print(f"\n90 % intervals of suspects of what is {category}: how often they hold the share that")
    print("looking into each complaint would find")
    for way in Made:
        held = [known for f in studies if (known := f.held[way, category]) is not None]
        print(f"  {way} ({len(held)} organisations)")
        _row("  each suspect", _verdict(known.every for known in held))
        _row("  the first suspect only", _verdict([known.first] for known in held))
        _row("  width", _mean(known.width for known in held))
        _row("  likeliest to be truly first: said", _mean(known.first_said for known in held))
        _row("  likeliest to be truly first: true", _mean(float(k.first_is) for k in held))


def _print_deliveries(told: Told | None, studies: Sequence[Study]) -> None:
    for in_doubt in (False, True):
        kept = [found.kept[told, in_doubt] for found in studies]
        doubt = "as they may be off" if in_doubt else "as they stand"
        print(f"\nDeliveries, from {told or 'exact figures'}, {doubt}: share of the true cases")
        _row("within the 90 % interval of hours", _verdict([k.within for k in f] for f in kept))
        for i, point in enumerate(POINTS):
            up_to = (fmean(known.up_to[i] for known in found) for found in kept)
            _row(f"up to the percentile {point:g}", _mean(up_to))
        said = (fmean(known.said for known in found) for found in kept)
        true = (fmean(known.true for known in found) for found in kept)
        off = (fmean(abs(known.said - known.true) for known in found) for found in kept)
        _row("that keep the promise to the customer: said", _mean(said))
        _row("that keep the promise to the customer: true", _mean(true))
        _row("said and true apart, by delivery", _mean(off))


def _row(what: str, value: str) -> None:
    print(f"  {what:<52} {value}")


def _verdict(by_organisation: Iterable[Sequence[float]]) -> str:
    """Return the mean over organisations, each counting once, and whether it is as wanted."""
    values = [fmean(known) for known in by_organisation]
    held = bool(values) and LOWEST <= fmean(values) <= HIGHEST
    wanted = f"{LOWEST:.0%} to {HIGHEST:.0%} wanted"
    return f"{_mean(values):<22} {wanted}: {'kept' if held else 'MISSED'}"


def _mean(values: Iterable[float]) -> str:
    """Return a mean over organisations and its 95 % interval."""
    known = np.array(list(values))
    if not len(known):
        return "nothing to measure"
    half = NORMAL * known.std(ddof=1) / np.sqrt(len(known)) if len(known) > 1 else 0.0
    low, high = max(0, known.mean() - half), min(1, known.mean() + half)
    return f"{known.mean():4.0%} ({low:.0%} to {high:.0%})"


if __name__ == "__main__":
    main()
