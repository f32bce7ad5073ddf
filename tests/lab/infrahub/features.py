# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a part of the server adds beside the kinds: fields of Query and Mutation, as SDL and functions, and routes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Callable

from starlette.routing import BaseRoute

if TYPE_CHECKING:
    from .gql_run import Run
    from .gql_types import Types
    from .lab import InfrahubLab

# Called with the request and the field's arguments; answers with plain values under the names of the SDL's fields.
Resolver = Callable[["Run", dict[str, Any]], Any]


@dataclass
class Feature:
    """``sdl`` may extend ``Query`` and ``Mutation``. ``kinds`` gives root fields whose type is made of kinds."""

    sdl: str = ""
    queries: dict[str, Resolver] = field(default_factory=dict)
    mutations: dict[str, Resolver] = field(default_factory=dict)
    kinds: Callable[["Types"], dict[str, Any]] | None = None
    routes: Callable[["InfrahubLab"], list[BaseRoute]] | None = None
    anonymous: frozenset[str] = frozenset()  # mutations that need no login


FEATURES: list[Feature] = []  # filled by parts.py
