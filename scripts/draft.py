# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write the first draft of a resource's two pages, and print its line for LIVES, from its definition.

``draft.py ironflow kv_bucket`` reads the one Resource in ``module_utils/ironflow/resources/kv_bucket.py``.
What only a person can say stands in the draft as a question in angle brackets. No page that exists is touched.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import yaml

from common import ROOT

SYSTEMS = {"infrahub": "Infrahub", "infino": "Infino", "ironflow": "Ironflow"}
PACKAGE = "ansible_collections.opsweave.platform.plugins.module_utils"
SAMPLES = {
    "str": "text",
    "int": 1,
    "bool": True,
    "list": [],
    "dict": {},
    "raw": "text",
    "float": 1.5,
    "path": "/tmp/file",
}
SHOWN = ("type", "required", "default", "choices", "elements", "aliases")

HEAD = """#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations
"""
FOOT = """

def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
"""
RETURNS = {
    "operation": (
        "What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).",
        "str",
        "create",
    ),
    "resource": ("The <noun> afterwards; empty when absent.", "dict", None),
    "unverified": ("Options that could not be compared, since the server does not tell their values.", "list", []),
    "resources": ("The <noun>s found; empty when there is none.", "list", None),
}
ELEMENTS = {"unverified": "str", "resources": "dict"}
BY_FRAGMENT = ("state", "update_secret", "wait_timeout", "wait_interval")


def resource_in(system: str, noun: str) -> tuple[str, Any]:
    from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Resource

    module = import_module(f"{PACKAGE}.{system}.resources.{noun}")
    found = [(name, value) for name, value in vars(module).items() if isinstance(value, Resource) and name.isupper()]
    if len(found) != 1:
        raise SystemExit(f"{module.__name__} defines {len(found)} resources in capitals; a draft needs exactly one")
    return found[0]


def option(field: Any) -> dict[str, Any]:
    argument = field.argument()
    made: dict[str, Any] = {
        "description": f"<What is {field.name}? What does the server make of it when it is left out?>"
    }
    made.update({name: argument[name] for name in SHOWN if argument.get(name) is not None})
    if field.options:
        made["suboptions"] = {one.name: option(one) for one in field.options}
    return made


def sample(fields: Any) -> dict[str, Any]:
    return {f.name: f.choices[0] if f.choices else SAMPLES[f.type] for f in fields if not f.secret}


def returned(spec: Any, resource: Any) -> dict[str, Any]:
    made = {}
    for name in spec.returns:
        text, kind, value = RETURNS[name]
        if value is None:
            value = sample(resource.fields)
            value = [value] if kind == "list" else value
        more = {"elements": ELEMENTS[name]} if name in ELEMENTS else {}
        made[name] = {"description": text.replace("<noun>", resource.name), "type": kind, **more, "returned": "success"}
        made[name]["sample"] = value
    return made


def dump(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False, width=110, allow_unicode=True).strip()


def page(system: str, noun: str, name: str, resource: Any, spec: Any, info: bool) -> str:
    title = SYSTEMS[system]
    fragments = [system, "connection"]
    named = {field.name for field in spec.fields}
    fragments += ["state"] if "state" in named else []
    fragments += ["secret"] if "update_secret" in named else []
    fragments += ["waiting"] if "wait_interval" in named else []
    fragments += ["attributes", f"attributes.{'info' if info else 'resource'}", f"attributes.group_{system}"]
    module = f"{system}_{noun}{'_info' if info else ''}"
    verb = "Look up" if info else "Manage"
    documentation = {
        "module": module,
        "short_description": f"{verb} {resource.name}s in {title}",
        "description": [f"<What are {resource.name}s for? What cannot be changed?>"],
        "version_added": yaml.safe_load((ROOT / "galaxy.yml").read_text(encoding="utf-8"))["version"],
        "author": "The opsweave authors (@opsweave)",
        "options": {field.name: option(field) for field in spec.fields if field.name not in BY_FRAGMENT},
        "extends_documentation_fragment": [f"opsweave.platform.{one}" for one in fragments],
        "seealso": [{"module": f"opsweave.platform.{system}_{noun}{'' if info else '_info'}"}],
    }
    given = [f for f in resource.fields if (f.key and not f.computed) or (f.required and not info)]
    example = {"name": "<What is this for?>", f"opsweave.platform.{module}": sample(given)}
    make = "info" if info else "ensure"
    return "\n".join([
        HEAD,
        f'DOCUMENTATION = r"""\n{dump(documentation)}\n"""\n',
        f'EXAMPLES = r"""\n{dump([example])}\n"""\n',
        f'RETURN = r"""\n{dump(returned(spec, resource))}\n"""\n',
        f"from ..module_utils.core.{make} import {make}",
        "from ..module_utils.entry import run_module",
        f"from ..module_utils.{system}.resources.{noun} import {name}\n",
        f"MODULE = {make}({name})\n{FOOT}",
    ])  # fmt: skip


def life(system: str, noun: str, resource: Any) -> str:
    birth = sample(f for f in resource.fields if not f.computed)
    secrets = tuple(f.name for f in resource.fields if f.secret)
    change = {name: value for name, value in birth.items() if name not in resource.key}
    more = f", secrets={secrets}" if secrets else ""
    fixed = all(f.fixed or f.key or f.computed for f in resource.fields)
    rest = ", {}, fixed=True" if fixed else f", {change!r}"
    return f'Life("{system}_{noun}", {birth!r}{rest}{more}),'


def main() -> int:
    if len(sys.argv) != 3 or sys.argv[1] not in SYSTEMS:
        print("usage: draft.py SYSTEM NOUN, such as: draft.py ironflow kv_bucket", file=sys.stderr)
        return 2
    system, noun = sys.argv[1:]
    sys.path.insert(0, str(ROOT / "build/source"))
    from ansible_collections.opsweave.platform.plugins.module_utils.core.ensure import ensure
    from ansible_collections.opsweave.platform.plugins.module_utils.core.info import info

    name, resource = resource_in(system, noun)
    for spec, is_info in ((ensure(resource), False), (info(resource), True)):
        path = ROOT / "plugins/modules" / f"{system}_{noun}{'_info' if is_info else ''}.py"
        if path.exists():
            print(f"{path.relative_to(ROOT)} is there already and stays as it is")
            continue
        path.write_text(page(system, noun, name, resource, spec, is_info), encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    print(f"for LIVES in tests/unit/lives/{system}.py, with a change that means something:")
    print(f"    {life(system, noun, resource)}")
    print("then: make generate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
