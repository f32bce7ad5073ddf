# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What one line of LIVES says of a module, and the steps that follow from it."""

from __future__ import annotations

from typing import Any, Iterator, NamedTuple

from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import ModuleSpec

TRACE = "q7Marked7q"  # the part of a mark that no quoting changes: what nothing may ever show
MARK = f'{TRACE} "€"\\'


class Life(NamedTuple):
    module: str  # the page's name, such as ironflow_kv_bucket
    birth: dict[str, Any]  # the arguments of the first run
    change: dict[str, Any]  # arguments that change something, merged over birth
    before: tuple[tuple[str, dict[str, Any]], ...] = ()  # modules to run first, such as for the bucket of a key
    once: bool = False  # happens each time: always changed, not sent in check mode
    fixed: bool = False  # nothing can be changed once it is there
    secrets: tuple[str, ...] = ()  # arguments whose texts are made secret marks; "data.password" for one inside
    alike: tuple[dict[str, Any], ...] = ()  # arguments, merged over the last ones, that mean the same
    worker: bool = False  # a real Infrahub needs its worker for this
    unreal: str = ""  # why this cannot be lived on a real server
    twice: bool = False  # what it writes may be sent again when the answer is lost: twice is as good as once
    version: str = ""  # of the stand-in, where not the newest is meant


def each(versions: tuple[str, ...], *lives: Life) -> Iterator[Life]:
    """The same lives on servers of several versions."""
    for version in versions:
        for life in lives:
            yield life._replace(version=version)


class Stage(NamedTuple):
    """One step of a life: afterwards a second run changes nothing, unless it happens each time."""

    name: str
    args: dict[str, Any]


def stages(life: Life, spec: ModuleSpec) -> Iterator[Stage]:
    birth = marked(life, life.birth)
    yield Stage("create", birth)
    if not life.fixed and life.change:
        yield Stage("update", changed(life))
    if "state" in {field.name for field in spec.fields}:
        yield Stage("delete", {**birth, "state": "absent"})


def changed(life: Life) -> dict[str, Any]:
    """The arguments after the change."""
    change = marked(life, life.change)
    unset = change.get("unset") or ()
    return {**{name: value for name, value in marked(life, life.birth).items() if name not in unset}, **change}


def marked(life: Life, args: dict[str, Any]) -> dict[str, Any]:
    for path in life.secrets:
        args = with_mark(args, path.split("."))
    return args


def with_mark(value: Any, path: list[str]) -> Any:
    """The value with a mark in each text that lies at the path or below it."""
    if isinstance(value, list):
        return [with_mark(item, path) for item in value]
    if isinstance(value, dict) and path:
        return {name: with_mark(item, path[1:]) if name == path[0] else item for name, item in value.items()}
    if isinstance(value, dict):
        return {name: with_mark(item, []) for name, item in value.items()}
    return value if path or not isinstance(value, str) or TRACE in value else MARK + value
