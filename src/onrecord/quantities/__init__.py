"""Figures and dates by rules: what a number in a text counts, what days a date expression means.

`figures` and `times` are the two ways in. Everything a linguist would edit is in
``data/languages/CODE.toml`` (sections numbers, measures, times) and ``data/quantities.toml``.
"""

from onrecord.quantities.figures import FoundFigure, figures
from onrecord.quantities.times import FoundTime, times

__all__ = ["FoundFigure", "FoundTime", "figures", "times"]
