# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""All lives: of every file of this folder that has LIVES, and of the account that lives in tests only."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from ..fakes.account import LIFE as ACCOUNT_LIFE

SYSTEMS = ("infino", "infrahub", "ironflow")
FILES = [path.stem for path in sorted(Path(__file__).parent.glob("*.py")) if path.stem.startswith(SYSTEMS)]
LIVES = [ACCOUNT_LIFE, *(life for name in FILES for life in import_module(f"{__package__}.{name}").LIVES)]


def numbered(lives):
    """A short name for each: the module's, with a number where it has several lines."""
    names = [life.module for life in lives]
    counted = [(name, names.count(name), names[: place + 1].count(name)) for place, name in enumerate(names)]
    return [f"{name}-{number}" if lines > 1 else name for name, lines, number in counted]


every_life = pytest.mark.parametrize("life", LIVES, ids=numbered(LIVES))
