# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The same values, written as a playbook may also write them: no change."""

from __future__ import annotations

import pytest

from .lives.every import every_life
from .lives.life import changed, marked
from .play import LifePlay


def otherwise(fields, args):
    """Each value as its option's type also takes it: a number as text, a boolean as a word, in another order."""
    known = {name: field for field in fields for name in (field.name, *field.aliases)}
    return {name: written(known[name], value) for name, value in reversed(args.items())}


def written(field, value):
    if isinstance(value, list):
        items = [written(field, item) for item in value]
        return items[::-1] if field.unordered else items
    if isinstance(value, dict):
        return otherwise(field.options, value) if field.options else reordered(value)
    kind = field.elements if field.type == "list" else field.type
    if kind == "bool" and isinstance(value, bool):
        return "yes" if value else "no"
    if kind in ("int", "float") and not isinstance(value, bool):
        return str(value)
    if kind == "str" and isinstance(value, str) and value.isdigit() and str(int(value)) == value:
        return int(value)
    return value


def reordered(value):
    """Free-form data: only the order of its names means nothing."""
    if isinstance(value, dict):
        return {name: reordered(item) for name, item in reversed(value.items())}
    return [reordered(item) for item in value] if isinstance(value, list) else value


def variants(life, args, fields):
    yield args
    yield otherwise(fields, args)
    for alike in life.alike:
        yield {**args, **alike}
        yield otherwise(fields, {**args, **alike})


@every_life
def test_types(life):
    if life.once:
        pytest.skip("happens each time")
    play = LifePlay(life)
    args = changed(life)
    for earlier in (life.birth, args) if not life.fixed else (args,):
        assert play.run(marked(life, earlier))["changed"]
    for same in variants(life, args, play.spec.all_fields):
        for check_mode in (True, False):
            result = play.run(same, check_mode)
            assert not result.get("failed"), result["msg"]
            assert not result["changed"], (same, result.get("diff"))
