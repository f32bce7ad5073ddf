# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Lives on a stand-in that plays other variants of the replies than the likeliest."""

from __future__ import annotations

from itertools import product

from tests.lab.infino.area import VARIANTS
from tests.unit.lives.life import Life
from tests.unit.play import LifePlay, leaks


def combinations(*names):
    """All combinations of the variants of these names, each as the lab takes them."""
    return [dict(zip(names, choice)) for choice in product(*(VARIANTS[name] for name in names))]


class Variant(LifePlay):
    def __init__(self, life: Life, variant) -> None:
        self.variant = variant
        super().__init__(life)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.server.variant = self.variant


def lived(life, variant):
    """Live it to its end: foretold, done, found to be done, and nothing secret told."""
    play = Variant(life, variant)
    for stage in play.stages:
        foretold, done = play.run(stage.args, check_mode=True), play.run(stage.args)
        assert not done.get("failed"), (variant, stage.name, done["msg"])
        assert foretold["changed"] and done["changed"], (variant, stage.name)
        assert foretold.get("diff") == done.get("diff"), (variant, stage.name)
        again = play.run(stage.args)
        assert not again.get("failed"), (variant, stage.name, again["msg"])
        assert not again["changed"] or life.once, (variant, stage.name, again["diff"])
        assert not any(map(leaks, (foretold, done, again))), (variant, stage.name)
    return play
