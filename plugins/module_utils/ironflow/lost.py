# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What happens each time it is sent: where the answer is lost, nobody knows whether it did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..core.errors import NotTheApi, Uncertain
from .client import no_such_route


def sent(title: str, keyed: bool, send: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The answer. ``keyed``: it has an idempotency key, with which the server does it only once."""
    try:
        return send()
    except (Uncertain, NotTheApi) as error:
        if no_such_route(error):
            raise
        again = "run the task again: the key keeps it from being sent twice"
        if not keyed:
            again = "look whether it was before you run the task again; with idempotency_key it could be repeated"
        raise Uncertain(f"{title} may have been sent: {error}; {again}") from None
