"""`instep identity quality`: how good are the joins of persons in the home?"""

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from instep.warehouse import Home

if TYPE_CHECKING:
    from instep.customers.quality.report import Report

Cost = Annotated[float, typer.Option(min=0.01, help="What a false merge costs, where a missed one costs 1.")]


def quality_command(cost: Cost = 5.0) -> None:
    """Say on stdout (JSON) how sure the joins of persons are: by the model, and by the pairs that people judged."""
    from instep.customers.quality.report import report
    from instep.customers.quality.views import judged_words
    from instep.warehouse.reading import current
    from instep.web import server

    home = Home.from_environment()
    server.prepare(home)
    told = said(report(current(home), judged_words(), cost))
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def said(report: "Report") -> dict[str, Any]:
    return {
        "precision": asdict(report.precision),
        "recall": asdict(report.recall),
        "expected_precision": report.expected_precision,
        "expected_recall": report.expected_recall,
        "judged_count": report.judged_count,
        "wanted_count": report.wanted_count,
        "strata": [
            {"scores": each.stratum.words, "is_one": each.stratum.is_one, "pair_count": each.pair_count}
            | {"judged_count": each.judged_count, "same": asdict(each.share)}
            for each in report.strata
        ],
        "thresholds": [asdict(each) for each in report.moves],
        "cheapest_threshold": asdict(report.cheapest) | {"probability": report.cheapest.probability},
        "weights": [asdict(each) | {"said": each.said} for each in report.weights],
        "silent": asdict(report.silent),
    }
