"""Expectations and trend as JSON: `chainmap.survey/1`; times in hours, null where unknown."""

from __future__ import annotations

from chainmap.analysis.expectations import Expectations, Expected
from chainmap.analysis.trend import Period, Series, Trend
from chainmap.measure.judgement import Judged, Service
from chainmap.measure.means import Mean
from chainmap.measure.quadrants import CutPoints
from chainmap.measure.run_chart import Crossings, RunChart
from chainmap.measure.small_counts import Interval
from chainmap.model import Organisation
from chainmap.report.json_parts import Json, dumped, parties


def survey_json(found: Expectations, trend: Trend, organisation: Organisation) -> str:
    """Return both as `chainmap.survey/1`; the handoffs that are ranked come first."""
    cuts = found.cuts
    document = {
        "format": "chainmap.survey/1",
        "organisation": organisation.name,
        "answers": found.answers,
        "respondents": found.respondents,
        "not_counted_later": found.later,
        "scale": found.scale,
        "importance_scale": found.importance_scale,
        "max_survey_age_d": found.max_age,
        "cut_points": _cut_points(cuts) if cuts else None,
        "first_may_be": [parties(rival.handoff) for rival in found.rivals],
        "handoffs": [_expected(expected, cuts) for expected in found.handoffs],
        "unasked": [parties(handoff) for handoff in found.unasked],
        "trend": _trend(trend),
    }
    return dumped(document)


def _cut_points(cuts: CutPoints) -> Json:
    return {
        "by": cuts.by,
        "figures": cuts.figures,
        "importance": cuts.importance,
        "performance": cuts.performance,
    }


def _expected(expected: Expected, cuts: CutPoints | None) -> Json:
    gaps = expected.gaps
    return {
        **parties(expected.handoff),
        "ranked": expected.is_ranked,
        "answers": expected.answers,
        "first": expected.first.isoformat(),
        "last": expected.last.isoformat(),
        "age_d": expected.age,
        "outdated": expected.outdated,
        "gaps": {
            "knowledge_h": gaps.knowledge,
            "standards_h": gaps.standards,
            "delivery_h": gaps.delivery,
            "communication_h": gaps.communication,
            "service": _service(expected.service) if expected.service else None,
        },
        "dimensions": [_judged(judged, cuts) for judged in expected.dimensions],
    }


def _service(service: Service) -> Json:
    return {
        "value": service.value,
        **_interval(service.interval),
        "dimensions": service.dimensions,
        "weighted": service.is_weighted,
    }


def _judged(judged: Judged, cuts: CutPoints | None) -> Json:
    known = judged.kano
    return {
        "dimension": judged.dimension,
        "answers": judged.answers,
        "expected": _mean(judged.expected),
        "perceived": _mean(judged.perceived),
        "gap": _mean(judged.gap),
        "importance": _mean(judged.importance),
        "quadrant": cuts.quadrant(judged) if cuts else None,
        "kano": {
            "class": known.mode,
            "share": known.share,
            "answers": known.count,
            "tied": list(known.tied),
            "counts": dict(known.counts),
        }
        if known
        else None,
    }


def _mean(known: Mean | None) -> Json | None:
    if known is None:
        return None
    return {"mean": known.value, "answers": known.count, **_interval(known.interval)}


def _interval(interval: Interval | None) -> Json:
    return {
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
    }


def _trend(trend: Trend) -> Json:
    return {
        "per": trend.per,
        "not_dated": trend.undated,
        "not_counted_later": trend.later,
        "periods": [_period(period) for period in trend.periods],
        "run_charts": {series: _chart(trend, series) for series in Series},
    }


def _period(period: Period) -> Json:
    return {
        "period": period.name,
        "start": period.start.isoformat(),
        "over": period.is_over,
        "complaints": period.complaints,
        "weight": period.weight,
        "perceived": _mean(period.perceived),
        "gap": _mean(period.gap),
    }


def _chart(trend: Trend, series: Series) -> Json:
    chart: RunChart = trend.charts[series]
    return {
        "judged": chart.is_judged,
        "median": chart.median,
        "changes": [
            {
                "change": run.change,
                "first": trend.periods[run.first].name,
                "last": trend.periods[run.last].name,
                "points": run.points,
            }
            for run in chart.runs
        ],
        "runs": None if chart.crossings is None else _crossings(chart.crossings),
    }


def _crossings(found: Crossings) -> Json:
    return {
        "count": found.runs,
        "fewest_by_chance": found.by_chance.fewest,
        "most_by_chance": found.by_chance.most,
        "few": found.are_few,
        "many": found.are_many,
    }
