# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Headers that webhooks send: with a value of their own, or with that of a variable of the server's environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.ensure import ensure
from ...core.errors import PlanError
from ...core.spec import Field, Resource
from ..client import INFRAHUB, Infrahub
from ..core_nodes import ID, CoreStore
from ..mutations import Mutation, write

STATIC, ENVIRONMENT = "CoreStaticKeyValue", "CoreEnvKeyValue"
FIELDS = (
    Field("name", key=True),
    Field("key", required=True),
    Field("value", secret=True),
    Field("variable"),
    Field("description", clearable=True),
    ID,
)


class HeaderStore(CoreStore):
    """The values of headers are read only where they are names of variables: the others may be credentials."""

    @property
    def selection(self) -> str:
        shared = " ".join(self.selected(f) for f in self.fields if f.name not in ("value", "variable"))
        return f"__typename {shared} ... on {ENVIRONMENT} {{ variable: value {{ value }} }}"

    def read(self, node: Mapping[str, Any]) -> dict[str, Any]:
        return super().read({"variable": {"value": None}, **node})

    def create(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        return {"id": write(client, Mutation(kind_of(values), "Create", self.data(values), "id"))["id"]}

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        data = {"id": current["id"], **self.data(changes)}
        write(client, Mutation(kind_of(current), "Update", data, "id"))
        return {"id": current["id"]}

    def delete(self, client: Infrahub, current: Mapping[str, Any]) -> None:
        write(client, Mutation(kind_of(current), "Delete", {"id": current["id"]}))

    def data(self, values: Mapping[str, Any]) -> dict[str, Any]:
        made = super().data(values)
        if "variable" in made:
            made["value"] = made.pop("variable")
        return made


def kind_of(values: Mapping[str, Any]) -> str:
    return STATIC if values.get("variable") is None else ENVIRONMENT


def adapt(desired: Mapping[str, Any], current: Mapping[str, Any] | None) -> Mapping[str, Any]:
    title = f"webhook header {desired['name']}"
    given = [name for name in ("value", "variable") if desired.get(name) is not None]
    if current is None and not given:
        raise PlanError(f"{title} does not exist yet; give value or variable to create it")
    if current is not None and given and kind_of(desired) != kind_of(current):
        has = "a value of its own" if kind_of(current) == STATIC else f"the variable {current['variable']}"
        raise PlanError(f"{title} has {has}; delete it first to give it {given[0]}")
    return desired


WEBHOOK_HEADER = Resource("webhook header", INFRAHUB, FIELDS, HeaderStore("CoreKeyValue", FIELDS), adapt=adapt)
ENSURE_HEADER = replace(ensure(WEBHOOK_HEADER), rules={"mutually_exclusive": [["value", "variable"]]})
