# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The write contract: which keys and values a schema document may hold, before any of it is understood."""

from __future__ import annotations

import re
from typing import Any

from .schema_fields import ATTRIBUTE, CHOICES, GENERIC, NODE, PARAMETERS, READ_ONLY, RELATIONSHIP, RESERVED, RESTRICTED

FIELDS = {"node": NODE, "generic": GENERIC, "attribute": ATTRIBUTE, "relationship": RELATIONSHIP}
NAMES = {
    "node": r"^[A-Z][a-zA-Z0-9]+$",
    "generic": r"^[A-Z][a-zA-Z0-9]+$",
    "attribute": r"^[a-z0-9\_]+$",
    "relationship": r"^[a-z0-9\_]+$",
}
LENGTHS = {"node": (2, 32), "generic": (2, 32), "attribute": (3, 64), "relationship": (3, 64)}
BOOLEANS = (
    "optional",
    "unique",
    "read_only",
    "ordered",
    "include_in_menu",
    "generate_profile",
    "generate_template",
    "hierarchical",
)
BOOLEAN = "Input should be a valid boolean, unable to interpret input"
MISSING = "Field required"


class Contract:
    """Collects the details of the 422 reply, and the warnings, of one list of schema documents."""

    def __init__(self, schemas: Any) -> None:
        self.details: list[dict[str, Any]] = []
        self.warnings: list[dict[str, Any]] = []
        if not isinstance(schemas, list):
            self.wrong(["body", "schemas"], "Input should be a valid list", schemas)
            return
        for number, document in enumerate(schemas):
            self.document(["body", "schemas", number], document)

    def wrong(self, loc: list[Any], reason: str, value: Any) -> None:
        self.details.append(
            {"type": "value_error", "loc": loc, "msg": reason, "input": value, "ctx": {"reason": reason}}
        )

    def warn(self, message: str, kind: str, field: str | None = None) -> None:
        self.warnings.append({"type": "deprecation", "kinds": [{"kind": kind, "field": field}], "message": message})

    def document(self, loc: list[Any], document: Any) -> None:
        if not isinstance(document, dict):
            self.wrong(loc, "Input should be a valid dictionary", document)
            return
        if "version" not in document:
            self.wrong([*loc, "version"], MISSING, document)
        for key in document.keys() - {"version", "nodes", "generics", "extensions"}:
            self.wrong([*loc, key], "Unknown field, it is not part of the schema", document[key])
        for part, what in (("generics", "generic"), ("nodes", "node")):
            for number, entry in enumerate(document.get(part) or []):
                kind = f"{entry.get('namespace')}{entry.get('name')}" if isinstance(entry, dict) else ""
                self.entry([*loc, part, number], what, entry, kind)
        for number, entry in enumerate((document.get("extensions") or {}).get("nodes") or []):
            here = [*loc, "extensions", "nodes", number]
            if "kind" not in entry:
                self.wrong([*here, "kind"], MISSING, entry)
            self.parts(here, entry, entry.get("kind", ""))

    def entry(self, loc: list[Any], what: str, entry: Any, kind: str, field: str | None = None) -> None:
        if not isinstance(entry, dict):
            self.wrong(loc, "Input should be a valid dictionary", entry)
            return
        known = FIELDS[what]
        for key in list(entry):
            if key in READ_ONLY[what]:
                self.warn(f"'{key}' is a read-only field, the submitted value is ignored", kind, field)
            elif key not in known and not (key in ("attributes", "relationships") and what in ("node", "generic")):
                self.wrong([*loc, key], "Unknown field, it is not part of the schema", entry[key])
        needed = {"node": ("name", "namespace"), "generic": ("name", "namespace"), "attribute": ("name", "kind")}
        if what == "attribute" and "kind" not in entry:
            self.wrong(loc, "Unable to extract tag using discriminator 'kind'", entry)
            return
        for key in needed.get(what, ("name", "peer")):
            if key not in entry:
                self.wrong([*self.inside(loc, what, entry), key], MISSING, entry)
        self.values(loc, what, entry)
        if what in ("node", "generic"):
            if entry.get("display_labels") is not None:
                self.warn("display_labels are deprecated, use display_label instead", kind)
            if entry.get("default_filter") is not None:
                self.warn("default_filter is deprecated", kind)
            self.parts(loc, entry, kind)

    def parts(self, loc: list[Any], entry: dict[str, Any], kind: str) -> None:
        for part, what in (("attributes", "attribute"), ("relationships", "relationship")):
            for number, inner in enumerate(entry.get(part) or []):
                name = inner.get("name") if isinstance(inner, dict) else None
                self.entry([*loc, part, number], what, inner, kind, name)
                if what == "attribute" and isinstance(inner, dict):
                    for key in ("max_length", "min_length"):
                        if inner.get(key) is not None:
                            self.warn(f"Use of '{key}' on attributes is deprecated, use parameters instead", kind, name)

    @staticmethod
    def inside(loc: list[Any], what: str, entry: dict[str, Any]) -> list[Any]:
        """Where the fields stand: the server has a model for each kind of attribute, and names it."""
        kind = entry.get("kind")
        return [*loc, kind] if what == "attribute" and kind in CHOICES["attribute", "kind"] else loc

    def values(self, loc: list[Any], what: str, entry: dict[str, Any]) -> None:
        here = self.inside(loc, what, entry)
        self.text(here, "name", entry, NAMES[what], LENGTHS[what])
        if what in ("node", "generic"):
            self.text(loc, "namespace", entry, r"^[A-Z][a-z0-9]+$", (3, 64))
        for key in BOOLEANS:
            if key in entry and entry[key] is not None and not isinstance(entry[key], bool):
                self.wrong([*here, key], BOOLEAN, entry[key])
        for key, value in entry.items():
            choices = CHOICES.get((what, key)) or CHOICES.get(("", key))
            if choices and value is not None and value not in choices:
                self.wrong([*here, key] if key != "kind" else loc, self.choice(what, key, value, choices), value)
        if what != "attribute":
            return
        if entry.get("kind") == "Dropdown" and not entry.get("choices"):
            reason = "Value error, The property 'choices' is required for kind=Dropdown"
            self.wrong(loc, reason, entry)
        for key in (entry.get("parameters") or {}).keys() - PARAMETERS.get(entry.get("kind", ""), {}).keys() - {"id"}:
            self.wrong(
                [*loc, "parameters", key], "Unknown field, it is not part of the schema", entry["parameters"][key]
            )

    @staticmethod
    def choice(what: str, key: str, value: Any, choices: tuple[str, ...]) -> str:
        if (what, key) == ("attribute", "kind"):
            tags = ", ".join(f"<AttributeKind.{kind.upper()}: '{kind}'>" for kind in choices)
            return f"Input tag '{value}' found using 'kind' does not match any of the expected tags: {tags}"
        return f"Input should be {' or '.join([', '.join(map(repr, choices[:-1])), repr(choices[-1])])}"

    def text(self, loc: list[Any], key: str, entry: dict[str, Any], pattern: str, lengths: tuple[int, int]) -> None:
        if key not in entry:
            return
        value, (least, most) = entry[key], lengths
        if not isinstance(value, str):
            self.wrong([*loc, key], "Input should be a valid string", value)
        elif len(value) < least:
            self.wrong([*loc, key], f"String should have at least {least} characters", value)
        elif len(value) > most:
            self.wrong([*loc, key], f"String should have at most {most} characters", value)
        elif not re.match(pattern, value):
            self.wrong([*loc, key], f"String should match pattern '{pattern}'", value)


def restricted(schemas: list[dict[str, Any]]) -> list[str]:
    """What stands in namespaces that belong to the server."""
    return [
        f"Restricted namespace '{entry['namespace']}' used on '{entry['name']}'"
        for document in schemas
        for entry in [*(document.get("nodes") or []), *(document.get("generics") or [])]
        if entry["namespace"] in RESTRICTED
    ]


def name_error(kind: str, what: str, name: str, generic: bool) -> str | None:
    if name in RESERVED or (generic and name == "type"):
        return f"{kind}: '{name}' is a reserved name ({what}: '{name}'). Rename this attribute or relationship."
    if "__" in name:
        article = "an attribute" if what == "attribute" else "a relationship"
        reason = "it contains '__', which is reserved as the schema path separator."
        return f"{kind}: '{name}' cannot be used as {article} name because {reason}"
    return None
