# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""All lives, of the systems and of the account that lives in tests only."""

from __future__ import annotations

import pytest

from ..fakes.account import LIFE as ACCOUNT_LIFE
from . import infino, infrahub, infrahub_access, infrahub_flow, infrahub_pools, ironflow

LIVES = [
    ACCOUNT_LIFE,
    *infrahub.LIVES,
    *infrahub_access.LIVES,
    *infrahub_flow.LIVES,
    *infrahub_pools.LIVES,
    *infino.LIVES,
    *ironflow.LIVES,
]


def numbered(lives):
    """A short name for each: the module's, with a number where it has several lines."""
    names = [life.module for life in lives]
    counted = [(name, names.count(name), names[: place + 1].count(name)) for place, name in enumerate(names)]
    return [f"{name}-{number}" if lines > 1 else name for name, lines, number in counted]


every_life = pytest.mark.parametrize("life", LIVES, ids=numbered(LIVES))
