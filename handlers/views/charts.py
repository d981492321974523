"""Slack's own charts, kept inside their limits; a plain dict, as the SDK has no model of them.

https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
"""

from collections.abc import Mapping, Sequence

from handlers.views.escape import cut
from handlers.views.message import CHART

MOST_TITLE = 50
MOST_LABEL = 20
MOST_SERIES = 6
MOST_CATEGORIES = 20


def bar_chart(
    title: str, categories: Sequence[str], series: Mapping[str, Sequence[int]]
) -> Mapping[str, object]:
    """A value for every category in each series; names of both come from `labels`."""
    if len(series) > MOST_SERIES or len(categories) > MOST_CATEGORIES:
        raise ValueError("a chart has at most 6 series and 20 categories")
    return {
        "type": CHART,
        "title": cut(title, MOST_TITLE),
        "chart": {
            "type": "bar",
            "axis_config": {"categories": list(categories)},
            "series": [
                {
                    "name": name,
                    "data": [
                        {"label": label, "value": value}
                        for label, value in zip(categories, values, strict=True)
                    ],
                }
                for name, values in series.items()
            ],
        },
    }


def labels(names: Sequence[str]) -> list[str]:
    """Short enough and each different, as Slack tells them apart by nothing else."""
    found: list[str] = []
    for name in names:
        label, number = cut(name, MOST_LABEL), 2
        while label in found:
            label, number = cut(name, MOST_LABEL - 3) + f" {number}", number + 1
        found.append(label)
    return found
