# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Settings of an inventory source that nobody would read: Ansible itself passes over what it does not know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansible import constants

from ..module_utils.core.errors import PlanError
from ..module_utils.core.words import unknown


def refuse_unknown(plugin: Any, given: Any) -> None:
    if not isinstance(given, Mapping):
        return
    defined = constants.config.get_configuration_definitions("inventory", plugin._load_name)
    known = {name for option, told in defined.items() for name in (option, *aliases(told))}
    for name in given:
        if name not in known:
            raise PlanError(unknown("there is no setting", name, known - {"plugin"}))


def aliases(told: Mapping[str, Any]) -> list[str]:
    return [one if isinstance(one, str) else one["name"] for one in told.get("aliases") or ()]
