# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Jinja2 for labels and computed attributes."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Template, TemplateSyntaxError, meta
from jinja2.sandbox import SandboxedEnvironment

DECISIONS = {1: "DENY", 2: "ALLOW_DEFAULT", 4: "ALLOW_OTHER", 6: "ALLOW_ALL"}
JINJA = SandboxedEnvironment()
JINJA.filters["value_to_permission_decision_name"] = lambda value: DECISIONS.get(int(value), str(value))
JINJA.filters["value_to_permission_action_name"] = str


@lru_cache(maxsize=None)
def compiled(text: str) -> Template:
    return JINJA.from_string(text)


@lru_cache(maxsize=None)
def variables(text: str) -> tuple[str, ...]:
    return tuple(sorted(meta.find_undeclared_variables(JINJA.parse(text))))


__all__ = ["TemplateSyntaxError", "compiled", "variables"]
