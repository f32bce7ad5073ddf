# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write numbers.json, the protobuf field numbers that binary clients use, from the descriptors of the vendor's SDK.

Run it with each interpreter that has an ``ironflow-py``, oldest first; what a newer one no longer has stays.
The types of the fields stand in operations.json. Of the enums only those are written whose numbers do not count up.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from pathlib import Path
from typing import Any

NUMBERS = Path(__file__).with_name("numbers.json")


def messages(found: Any) -> Any:
    for message in found:
        yield message
        yield from messages(message.nested_messages)


def main() -> None:
    package = importlib.import_module("ironflow._gen")
    table = json.loads(NUMBERS.read_text()) if NUMBERS.exists() else {"messages": {}, "words": {}}
    for module in pkgutil.iter_modules(package.__path__):
        if not module.name.endswith("_pb"):
            continue
        file = importlib.import_module(f"ironflow._gen.{module.name}").desc()
        enums = list(file.enums)
        for message in messages(file.messages):
            table["messages"].setdefault(message.name, {}).update({f.json_name: f.number for f in message.fields})
            enums += message.nested_enums
        for enum in enums:
            if [value.number for value in enum.values] != list(range(len(enum.values))):
                table["words"].update({value.name: value.number for value in enum.values})
    lines = [f"  {json.dumps(name)}: {json.dumps(numbers)}" for name, numbers in sorted(table["messages"].items())]
    told = f'{{\n"words": {json.dumps(table["words"])},\n"messages": {{\n' + ",\n".join(lines) + "\n}\n}\n"
    NUMBERS.write_text(told)
    print(f"{len(lines)} messages")


if __name__ == "__main__":
    main()
