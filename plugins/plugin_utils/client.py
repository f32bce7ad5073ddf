# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A client for inventory and lookup plugins, made from their options and kept within the process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from ansible.errors import AnsibleError
from ansible.module_utils.basic import missing_required_lib
from ansible.utils.display import Display

from ..module_utils.core.errors import MissingLibrary, PlatformError
from ..module_utils.core.spec import Outside, System
from ..module_utils.entry import connect, masked
from .in_process import Progress, run_memo

Result = TypeVar("Result")
SECRETS: set[str] = set()  # what this process has logged in with, so that no error shows it


def client_of(plugin: Any, system: System, progress: bool = False) -> Any:
    """``plugin`` is an inventory or lookup plugin whose options include the system's."""
    names = [option.name for option in system.options]
    return client_from({name: plain(plugin.get_option(name)) for name in names}, system, progress)


def client_from(options: Mapping[str, Any], system: System, progress: bool = False) -> Any:
    """The same, of options that are known and plain."""
    display = Display()
    params = {option.name: options[option.name] for option in system.options}
    SECRETS.update(params[option.name] for option in system.options if option.secret and params[option.name])
    outside = Outside(warn=display.warning, conceal=SECRETS.add, memo=run_memo())
    if progress:
        outside = replace(outside, progress=Progress(display.display))
    return connect(system, params, outside)


def plain(value: Any) -> Any:
    """Options as text, number or dict: vault values and values marked by Ansible become what they stand for."""
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (bool, int, float, type(None))):
        return value
    return str(value)


def told(work: Callable[[], Result]) -> Result:
    """Run the plugin's work; what goes wrong on purpose becomes one sentence of Ansible's."""
    try:
        return work()
    except PlatformError as error:
        raise AnsibleError(sentence(error)) from None


def sentence(error: PlatformError) -> str:
    """What an error says, without the secrets that a server may have quoted in it."""
    if isinstance(error, MissingLibrary):
        return missing_required_lib(str(error))
    return masked({"msg": str(error)}, SECRETS)["msg"]
