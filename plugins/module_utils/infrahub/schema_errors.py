# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What is wrong with schema documents, said with the file and the place in it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..core.errors import ApiError
from ..core.words import unknown
from .client import messages
from .schema_documents import LISTS, Documents, entries

WRONG_KIND = re.compile(r"Input tag '(.*?)' found using 'kind' does not match any of the expected tags: (.*)", re.S)
NO_KIND = "Unable to extract tag using discriminator 'kind'"
TAGS = re.compile(r"<[^:<>]+: '([^']+)'>")
WORD = re.compile(r"\w+")
NOWHERE = re.compile(r"Unable to find the (?:schema|generic) '?(\w+)'?")
NO_FIELD = ("Unknown field", "Extra inputs")
OF_ANY = ("description", "label", "branch", "state", "documentation")
OF_KINDS = (
    *OF_ANY, "name", "namespace", "attributes", "relationships", "human_friendly_id", "display_label", "order_by",
    "uniqueness_constraints", "include_in_menu", "menu_placement", "icon", "generate_profile", "default_filter",
)  # fmt: skip
OF_FIELDS = (
    *OF_ANY, "name", "kind", "optional", "read_only", "order_weight", "allow_override", "deprecation", "display",
)  # fmt: skip
FIELDS = {  # for hints only: the server knows what it takes
    "": ("version", "nodes", "generics", "extensions"),
    "nodes": (*OF_KINDS, "inherit_from", "generate_template", "parent", "children", "kind"),
    "generics": (*OF_KINDS, "hierarchical", "restricted_namespaces"),
    "attributes": (
        *OF_FIELDS, "unique", "default_value", "enum", "choices", "regex", "min_length", "max_length", "parameters",
        "computed_attribute", "ordered",
    ),
    "relationships": (
        *OF_FIELDS, "peer", "cardinality", "identifier", "direction", "min_count", "max_count", "on_delete",
        "common_parent", "common_relatives",
    ),
}  # fmt: skip
BRIEF = 200  # characters of one of the server's sentences


def complaints(error: ApiError, documents: Documents, kinds: Callable[[], Iterable[str]] = tuple) -> list[str]:
    """All that the server found wrong, one sentence for each. ``kinds`` are asked for where a kind is not known."""
    body = error.body if isinstance(error.body, Mapping) else {}
    detail = body.get("detail")
    if isinstance(detail, list):
        said = [of_detail(item, documents) for item in detail if isinstance(item, Mapping)]
    else:
        texts = [line for text in messages(body) for line in text.split(",\n")]
        said = [of_message(text, documents, kinds) for text in texts]
    return list(dict.fromkeys(said)) or [str(error)]


def of_detail(item: Mapping[str, Any], documents: Documents) -> str:
    path = [part for part in item.get("loc", ()) if part != "body"]
    if len(path) < 2 or path[0] != "schemas" or not isinstance(path[1], int) or path[1] >= len(documents):
        return f"{'.'.join(map(str, path))}: {item.get('msg')}"
    name, document = documents[path[1]]
    told, names = followed(document, path[2:])
    what, sentence = reworded(str(item.get("msg")))
    if sentence.startswith(NO_FIELD):
        lists = [part for part, following in zip(path[2:], path[3:]) if isinstance(following, int)]
        sentence += meant(str(path[-1]), FIELDS.get(lists[-1] if lists else "", ()))
    place = ".".join(filter(None, (told, what)))
    where = f" ({'.'.join(names)})" if names else ""
    return f"{name}: {place + ': ' if place else ''}{sentence}{where}"


def followed(document: Any, path: Sequence[Any]) -> tuple[str, list[str]]:
    """The place as one writes it, ``nodes[0].attributes[2]``, and what the things on the way to it are called.

    The server puts the kind of an attribute into the path, which stands nowhere in the file.
    """
    told, names, here = "", [], document
    for part in path:
        if isinstance(part, int):
            told += f"[{part}]"
            here = here[part] if isinstance(here, list) and part < len(here) else None
            names += [name_of(here)] if name_of(here) else []
        elif isinstance(here, Mapping) and part not in here and part == here.get("kind"):
            continue
        else:
            told += f".{part}" if told else str(part)
            here = here.get(part) if isinstance(here, Mapping) else None
    return told, names


def name_of(thing: Any) -> str:
    if not isinstance(thing, Mapping):
        return ""
    if thing.get("namespace"):
        return f"{thing['namespace']}{thing.get('name') or ''}"
    return str(thing.get("name") or thing.get("kind") or "")


def reworded(said: str) -> tuple[str, str]:
    """The field that a sentence is about where the server's path ends before it, and the sentence without its types."""
    wrong = WRONG_KIND.match(said)
    if wrong:
        return "kind", unknown("there is no kind", wrong.group(1), TAGS.findall(wrong.group(2)), most=30)
    if said == NO_KIND:
        return "kind", "it is missing"
    return "", said if len(said) <= BRIEF else said[:BRIEF] + "..."


def of_message(text: str, documents: Documents, kinds: Callable[[], Iterable[str]]) -> str:
    """A sentence about a kind, with the file that describes it, or else names it, where only one does."""
    words = {word for word in WORD.findall(text) if word[0].isupper()}
    nowhere = NOWHERE.search(text)
    if nowhere:
        described = (kind for _name, document in documents for kind in kinds_of(document))
        text += meant(nowhere.group(1), {*kinds(), *described} - {nowhere.group(1)})
    for names in (kinds_of, texts_of):
        about = [name for name, document in documents if words & set(names(document))]
        if about:
            return f"{about[0]}: {text}" if len(about) == 1 else text
    return text


def meant(name: str, known: Iterable[str]) -> str:
    """What was probably meant, to go behind a sentence; nothing where nothing is close."""
    said = unknown("", name, known).partition("; ")[2]
    return f"; {said}" if said.startswith("did you mean") else ""


def kinds_of(document: Mapping[str, Any]) -> Iterator[str]:
    for group in LISTS:
        for one in entries(document.get(group)):
            yield name_of(one)
    for one in entries((document.get("extensions") or {}).get("nodes")):
        yield str(one.get("kind"))


def texts_of(value: Any) -> Iterator[str]:
    """All texts at any depth: a kind may be named as a peer, as a parent, as what is inherited."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (Mapping, list)):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from texts_of(one)
