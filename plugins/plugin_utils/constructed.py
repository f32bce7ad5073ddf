# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The expressions of an inventory source, for one host after the other; what fails is an error, or told at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible.errors import AnsibleError

EMPTY = "No key or key resulted empty"  # how Ansible calls a host that belongs to no keyed group
SHOWN = 5  # hosts that a warning names


@dataclass
class Expressions:
    """``plugin`` is a Constructable whose options were read."""

    plugin: Any
    warned: bool = True
    failures: dict[str, tuple[str, list[str]]] = field(default_factory=dict)  # the first reason, and the hosts

    def __post_init__(self) -> None:
        option = self.plugin.get_option
        self.strict = option("strict")
        self.compose, self.groups, self.keyed = option("compose"), option("groups"), option("keyed_groups")

    def apply(self, host: str, variables: Mapping[str, Any]) -> None:
        plugin = self.plugin
        if self.compose:
            self._all(plugin._set_composite_vars, self.compose, variables, host, "compose")
        if self.groups or self.keyed:
            whole = {**plugin.inventory.get_host(host).get_vars(), **variables, **self.composed(host)}
            self._all(plugin._add_host_to_composed_groups, self.groups or {}, whole, host, "groups")
            self._all(plugin._add_host_to_keyed_groups, self.keyed or [], whole, host, "keyed_groups")

    def value(self, what: str, expression: str, variables: Mapping[str, Any]) -> Any:
        """What one expression gives; None where it fails and that is no error."""
        try:
            return self.plugin._compose(expression, variables)
        except AnsibleError as error:
            if self.strict:
                raise
            self.failed(f"{what}: {expression}", error, str(variables.get("display_label") or variables.get("id")))
            return None

    def composed(self, host: str) -> dict[str, Any]:
        known = self.plugin.inventory.get_host(host).vars
        return {name: known[name] for name in self.compose or () if name in known}

    def _all(self, work: Callable[..., None], given: Any, variables: Mapping[str, Any], host: str, what: str) -> None:
        """All at once where that goes well, else one by one, so that one failure does not undo the others."""
        more = {} if what == "compose" else {"fetch_hostvars": False}
        try:
            work(given, variables, host, strict=True, **more)
            return
        except AnsibleError:
            if self.strict:
                raise
        for title, one in single(given):
            try:
                work(one, variables, host, strict=True, **more)
            except AnsibleError as error:
                if EMPTY in str(error):
                    continue
                self.failed(f"{what}: {title}", error, host)

    def failed(self, title: str, error: AnsibleError, host: str) -> None:
        self.failures.setdefault(title, (str(error), []))[1].append(host)

    def tell(self, warn: Callable[[str], Any]) -> None:
        """One warning for each expression that failed."""
        for title, (reason, hosts) in self.failures.items() if self.warned else ():
            more = f" and {len(hosts) - SHOWN} more" if len(hosts) > SHOWN else ""
            warn(f"{title} could not be worked out for {', '.join(hosts[:SHOWN])}{more}: {reason}")


def single(given: Any) -> Iterator[tuple[str, Any]]:
    """Each expression by itself, with what messages call it."""
    if isinstance(given, Mapping):
        for name, expression in given.items():
            yield f"{name}: {expression}", {name: expression}
    else:
        for entry in given:
            yield str(entry.get("key") if isinstance(entry, Mapping) else entry), [entry]
