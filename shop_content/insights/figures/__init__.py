"""The figures, each from one statement that an index answers."""

from shop_content.insights.figures.findings import RuleCount, findings
from shop_content.insights.figures.outcomes import Day, Edits, Outcomes, Speed, outcomes
from shop_content.insights.figures.spending import RunCost, engines, runs
from shop_content.insights.figures.waiting import Waiting, waiting

__all__ = [
    "Day",
    "Edits",
    "Outcomes",
    "RuleCount",
    "RunCost",
    "Speed",
    "Waiting",
    "engines",
    "findings",
    "outcomes",
    "runs",
    "waiting",
]
