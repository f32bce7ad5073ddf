# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What is wrong with schema documents, said with the file and the place in it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..core.errors import ApiError, PlanError
from ..core.words import quoted, unknown
from .client import messages

Documents = Sequence[tuple[str, dict[str, Any]]]
LISTS = ("nodes", "generics")
WRONG_KIND = re.compile(r"Input tag '(.*?)' found using 'kind' does not match any of the expected tags: (.*)", re.S)
NO_KIND = "Unable to extract tag using discriminator 'kind'"
TAGS = re.compile(r"<[^:<>]+: '([^']+)'>")
WORD = re.compile(r"\w+")
BRIEF = 200  # characters of one of the server's sentences


def refused(error: ApiError, documents: Documents) -> PlanError:
    """All that the server found wrong, one sentence for each."""
    body = error.body if isinstance(error.body, Mapping) else {}
    detail = body.get("detail")
    if isinstance(detail, list):
        said = [of_detail(item, documents) for item in detail if isinstance(item, Mapping)]
    else:
        said = [of_message(text, documents) for text in messages(body)]
    return PlanError("; ".join(dict.fromkeys(said)) or str(error))


def of_detail(item: Mapping[str, Any], documents: Documents) -> str:
    path = [part for part in item.get("loc", ()) if part != "body"]
    if len(path) < 2 or path[0] != "schemas" or not isinstance(path[1], int) or path[1] >= len(documents):
        return f"{'.'.join(map(str, path))}: {item.get('msg')}"
    name, document = documents[path[1]]
    told, names = followed(document, path[2:])
    what, sentence = reworded(str(item.get("msg")))
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


def of_message(text: str, documents: Documents) -> str:
    """A sentence about a kind, with the file that describes it, or else names it, where only one does."""
    words = {word for word in WORD.findall(text) if word[0].isupper()}
    for kinds in (kinds_of, texts_of):
        about = [name for name, document in documents if words & set(kinds(document))]
        if about:
            return f"{about[0]}: {text}" if len(about) == 1 else text
    return text


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


def entries(value: Any) -> Iterator[Mapping[str, Any]]:
    yield from (one for one in value if isinstance(one, Mapping)) if isinstance(value, list) else ()


def check(name: str, document: Any) -> dict[str, Any]:
    """A document as it is sent, or what it lacks to be a schema at all."""
    if not isinstance(document, Mapping):
        raise PlanError(f"{name}: a schema is a mapping with version, nodes, generics and extensions; this is none")
    keys = [key for key in document if not isinstance(key, str)]
    if keys:
        raise PlanError(f"{name}: {keys[0]!r} is no name of anything in a schema")
    version = document.get("version")
    if version is None:
        hint = f"; it has {' and '.join(quoted(sorted(document)))}" if document else ""
        raise PlanError(f'{name}: version is missing, such as version: "1.0"{hint}')
    if isinstance(version, bool) or not isinstance(version, (str, int, float)):
        raise PlanError(f'{name}: version is a text, such as "1.0"')
    for group in LISTS:
        if not isinstance(document.get(group, []), list):
            raise PlanError(f"{name}: {group} is a list of kinds; something else was given")
    if not isinstance(document.get("extensions") or {}, Mapping):
        raise PlanError(f"{name}: extensions is a mapping with nodes; something else was given")
    return {**document, "version": str(version)}  # YAML makes a number of an unquoted one
