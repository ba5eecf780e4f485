"""A simulation as JSON, `chainmap.simulate/1`: hours, rates per hour, shares 0..1."""

from __future__ import annotations

from chainmap.analysis.simulation import LeadTime, SimulatedTeam, Simulation
from chainmap.measure.estimate import CONFIDENCE, Estimate
from chainmap.measure.replication import PERCENTILES
from chainmap.model import Organisation
from chainmap.report.json_parts import Json, calendar, dumped


def simulation_json(result: Simulation, organisation: Organisation) -> str:
    """Return the simulation as `chainmap.simulate/1`."""
    network = result.network
    document = {
        "format": "chainmap.simulate/1",
        "organisation": organisation.name,
        "calendar": calendar(organisation),
        "replications": result.replications,
        "seed": result.seed,
        "warm_up_h": result.plan.horizon.warm_up,
        "counted_h": result.plan.horizon.counted,
        "confidence": CONFIDENCE,
        "lead_time": None if result.lead_time is None else _lead_time(result.lead_time),
        "formula_lead_time_h": result.formula,
        "by_last_team": [_lead_time(times) for times in result.by_last],
        "teams": [_team(team) for team in result.teams],
        "joining": network.joining,
        "circling": network.circling,
        "unstated": network.unstated,
        "unsettled": sorted(network.stations[i].team for i in result.plan.unsettled),
        "unfinished": result.unfinished,
    }
    return dumped(document)


def _lead_time(times: LeadTime) -> Json:
    return {
        "team": times.last,
        "to": times.to,
        "customers": times.customers,
        "items": times.items,
        "mean_h": _estimate(times.mean),
        **{
            f"p{percentile}_h": _estimate(value)
            for percentile, value in zip(PERCENTILES, times.percentiles, strict=True)
        },
    }


def _team(team: SimulatedTeam) -> Json:
    formula = team.formula
    return {
        "team": team.team,
        "people": team.people,
        "time_from": team.stated,
        "formula": {
            "arrival_rate_per_h": formula.arrival_rate,
            "utilisation": formula.utilisation,
            "queue_wait_h": formula.queue_wait,
            "time_in_team_h": formula.time_in_team,
            "items": _product(formula.arrival_rate, formula.time_in_team),
            "backlog_growth_per_h": formula.growing_backlog,
        },
        "simulated": {
            "arrival_rate_per_h": _estimate(team.rate),
            "utilisation": _estimate(team.utilisation),
            "queue_wait_h": _estimate(team.wait),
            "time_in_team_h": _estimate(team.time),
            "items": _estimate(team.number),
            "backlog_growth_per_h": _estimate(team.growth),
            "arrival_variability": team.unevenness,
        },
        "apart": team.wait_apart,
        "broken_assumption": team.broken.assumption if team.broken else None,
        "broken_is_shown": team.broken.shown if team.broken else None,
    }


def _product(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one * other


def _estimate(value: Estimate | None) -> Json | None:
    if value is None:
        return None
    return {"mean": value.mean, "low": value.low, "high": value.high}
