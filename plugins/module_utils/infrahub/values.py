# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Values of Infrahub's attribute kinds: checked as people write them, and in the form that is compared. Pure.

What the server stores for what is written was measured on 1.11.9.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from ipaddress import ip_address, ip_interface, ip_network
from typing import Any

from ..core.errors import PlanError
from ..core.words import unknown

NUMBERS = ("Number", "Bandwidth", "NumberPool")
BOOLEANS = ("Boolean", "Checkbox")
FREE = ("JSON", "List", "Any")
SECRETS = ("Password", "HashedPassword")
TRUE, FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")
MAC = re.compile(r"[0-9a-f]{12}")


def graphql_type(kind: str) -> str:
    """The type of a filter's variable."""
    return (
        "BigInt"
        if kind in NUMBERS
        else "Boolean"
        if kind in BOOLEANS
        else "GenericScalar"
        if kind in FREE
        else "String"
    )


def sent(attribute: Mapping[str, Any], value: Any, place: str) -> Any:
    """The value as the server takes it, or an error that names the place. A value of None unsets."""
    if value is None:
        return None
    kind = attribute["kind"]
    try:
        made = CHECKS.get(kind, text)(value)
    except (TypeError, ValueError) as error:
        hint = f" ({error})" if kind.startswith("IP") else ""
        shown = "the value" if kind in SECRETS else json.dumps(value, default=str)
        raise PlanError(f"{place}: {shown} is not a {kind}{hint}") from None
    allowed = attribute["choices"]
    if allowed and made not in allowed:
        raise PlanError(unknown(f"{place}: there is no choice", made, allowed))
    return made


def text(value: Any) -> str:
    """Numbers and booleans too, as YAML may have made them of what was meant as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int, float)):
        return str(value)
    raise TypeError(value)


def whole(value: Any) -> int:
    if isinstance(value, bool):
        raise TypeError(value)
    if isinstance(value, float) and not value.is_integer():
        raise ValueError(value)
    return int(value.strip() if isinstance(value, str) else value)


def yes_or_no(value: Any) -> bool:
    word = str(value).strip().lower()
    if word not in TRUE + FALSE:
        raise ValueError(value)
    return word in TRUE


def free(value: Any) -> Any:
    """A dict or list; a text of JSON is taken for what it says."""
    if isinstance(value, str):
        return json.loads(value)
    if isinstance(value, (dict, list)):
        return value
    raise TypeError(value)


def items(value: Any) -> list[Any]:
    made = free(value)
    if not isinstance(made, list):
        raise TypeError(value)
    return made


def host(value: Any) -> str:
    return ip_interface(str(value).strip()).with_prefixlen


def network(value: Any) -> str:
    return str(ip_network(str(value).strip()))


def address(value: Any) -> str:
    return str(ip_address(str(value).strip()))


def mac(value: Any) -> str:
    """Twelve digits in capitals with colons; also ``1:2:3:4:5:6`` and dotted notation."""
    written = str(value).strip().lower()
    if written.count(":") == 5 or written.count("-") == 5:
        written = "".join(part.rjust(2, "0") for part in re.split("[:-]", written))
    bare = re.sub("[:.-]", "", written)
    if not MAC.fullmatch(bare):
        raise ValueError(value)
    return ":".join(bare[place : place + 2] for place in range(0, 12, 2)).upper()


CHECKS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(NUMBERS, whole),
    **dict.fromkeys(BOOLEANS, yes_or_no),
    "JSON": free,
    "List": items,
    "Any": lambda value: value,
    "IPHost": host,
    "IPNetwork": network,
    "IPAddress": address,
    "MacAddress": mac,
}


def instant(value: Any) -> Any:
    """Times are compared as instants where they can be read as such, else as they are."""
    try:
        made = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError:
        return value
    return (made if made.tzinfo else made.replace(tzinfo=timezone.utc)).astimezone(timezone.utc).isoformat()


def alike(check: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The checked form of a value, and what is no such value as it is."""

    def canonical(value: Any) -> Any:
        try:
            return check(value)
        except (TypeError, ValueError):
            return value

    return canonical


COMPARED: dict[str, Callable[[Any], Any]] = {
    **{kind: alike(CHECKS[kind]) for kind in (*NUMBERS, *BOOLEANS, "IPHost", "IPNetwork", "IPAddress", "MacAddress")},
    "DateTime": instant,
}
