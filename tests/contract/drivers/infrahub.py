# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""``infrahub-sdk`` at the other end of a line: what the tests do with it is in ``infrahub_calls``, by name.

A new file there is found; its public functions are what can be called.
"""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from typing import Any, Callable

from . import infrahub_calls
from .line import serve
from .seen import CALLED


def called() -> dict[str, int]:
    """How often each method of the SDK was called so far."""
    return dict(CALLED)


def calls() -> dict[str, Callable[..., Any]]:
    made: dict[str, Callable[..., Any]] = {"called": called}
    for found in pkgutil.iter_modules(infrahub_calls.__path__):
        module = import_module(f"{infrahub_calls.__name__}.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__:
                assert name not in made, f"{name} is there twice"
                made[name] = function
    return made


if __name__ == "__main__":
    own = calls()
    serve(lambda call, *args, **named: own[call](*args, **named))
