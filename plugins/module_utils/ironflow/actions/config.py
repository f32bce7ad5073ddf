# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Make a config document so: exactly what is given, or only its named keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.ensure import STATE, as_options, carry_out, look, tell, wish
from ...core.plan import plan
from ...core.spec import Field, ModuleSpec, Task
from ..client import IRONFLOW
from ..forms import refuse_nan
from ..resources.config import CONFIG, ConfigStore


def run(task: Task) -> dict[str, Any]:
    params = task.params
    resource = ConfigStore(params["exact"]).resource
    desired = wish(resource, params)
    if "data" in desired:
        refuse_nan(desired["data"], f"{resource.title(desired)}: data")
    current = look(resource, desired, task.client)
    if "data" in desired and not params["exact"]:
        desired["data"] = laid_over(current["data"] if current else {}, desired["data"])
    planned = plan(resource, desired, current, params["state"])
    after = planned.after if task.check_mode else carry_out(resource, planned, task.client)
    return tell(resource, planned, after)


def laid_over(found: Mapping[str, Any], named: Mapping[str, Any]) -> dict[str, Any]:
    """The whole document that named keys make of the one that is there: None takes a key away."""
    whole = {**found, **named}
    return {name: value for name, value in whole.items() if name not in named or value is not None}


CONFIG_MODULE = ModuleSpec(
    IRONFLOW,
    (*as_options(CONFIG), Field("exact", "bool", default=False), STATE),
    run,
    ("operation", "resource", "unverified"),
)
