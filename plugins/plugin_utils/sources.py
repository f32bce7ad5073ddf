# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Files that a task names on the controller: found as copy finds them, and brought to where the module runs."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleError

from ..module_utils.core.files import SUFFIXES
from ..module_utils.core.spec import ModuleSpec


def named(spec: ModuleSpec, args: Mapping[str, Any]) -> list[str]:
    """The arguments that name files or folders on the controller."""
    names = {name for f in spec.fields if f.source for name in (f.name, *f.aliases)}
    return [name for name in args if name in names and args[name]]


@contextmanager
def placed(action: Any, spec: ModuleSpec, args: Mapping[str, Any], away: bool) -> Iterator[dict[str, Any]]:
    """The arguments with the paths at which the module finds these files; ``away`` says that it runs elsewhere."""
    names = named(spec, args)
    if not names:
        yield dict(args)
        return
    opened: list[str] = []
    tmp = action._make_tmp_path() if away else ""
    try:
        made = dict(args)
        for name in names:
            several = isinstance(args[name], list)
            paths = [here(action, path, opened) for path in (args[name] if several else [args[name]])]
            if away:
                paths = [there(action, path, f"{tmp}/source{number}") for number, path in enumerate(paths)]
            made[name] = paths if several else paths[0]
        yield made
    finally:
        for path in opened:
            action._loader.cleanup_tmp_file(path)
        if tmp and not action._task.async_val:
            action._remove_tmp_path(tmp)


def here(action: Any, path: Any, opened: list[str]) -> Any:
    """Where it is on the controller: in the role's or play's files, beside the playbook, or as the path says. A file
    in a vault is opened. What is nowhere stays as it is: the module says so in its own words."""
    if not isinstance(path, str):
        return path
    try:
        found = action._find_needle("files", path)
        real = action._loader.get_real_file(found) if os.path.isfile(found) else found
    except AnsibleError:
        return path
    if real != found:
        opened.append(real)
    return real


def there(action: Any, path: Any, target: str) -> Any:
    """A copy of it where the module runs; of a folder, of what is read of one."""
    if not isinstance(path, str) or not os.path.exists(path):
        return path
    place = Path(path)
    if place.is_file():
        copies = {f"{target}/{place.name}": place}
    else:
        files = [one for one in place.rglob("*") if one.is_file() and one.suffix in SUFFIXES]
        copies = {f"{target}/{place.name}/{one.relative_to(place).as_posix()}": one for one in files}
    folders = sorted({os.path.dirname(copy) for copy in copies} or {f"{target}/{place.name}"})
    action._low_level_execute_command(f"mkdir -p {' '.join(map(shlex.quote, folders))}")
    for copy, one in copies.items():
        action._transfer_file(str(one), copy)
    action._fixup_perms2([target, *folders, *copies])
    return f"{target}/{place.name}"
