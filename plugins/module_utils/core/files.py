# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""YAML and JSON files: one, or all of a folder in the order of their names, as documents; and documents as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

try:
    import yaml
except ImportError:
    yaml = None

from .errors import MissingLibrary, PlanError

SUFFIXES = (".json", ".yaml", ".yml")


def found(path: str, option: str = "files") -> list[Path]:
    """The file, or the YAML and JSON files anywhere below the folder; hidden ones are not meant."""
    place = Path(path).expanduser()
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise PlanError(f"{option}: there is no file or folder {path}")
    inside = [one for one in place.rglob("*") if one.suffix in SUFFIXES and one.is_file()]
    shown = sorted(one for one in inside if not any(part.startswith(".") for part in one.relative_to(place).parts))
    if not shown:
        raise PlanError(f"{option}: the folder {path} holds no {', '.join('*' + suffix for suffix in SUFFIXES)}")
    return shown


def documents(path: Path) -> Iterator[tuple[str, Any]]:
    """The documents of a file, each with the place that messages call it by. Empty ones are passed over."""
    try:
        every = parsed(path.read_text(encoding="utf-8"), str(path))
    except UnicodeDecodeError:
        raise PlanError(f"{path} is not text in UTF-8") from None
    except OSError as error:
        raise PlanError(f"{path} cannot be read: {error.strerror}") from None
    for number, one in enumerate(every, start=1):
        yield f"{path} (document {number})" if len(every) > 1 else str(path), one


def dumped(every: Iterable[Any]) -> str:
    """Documents as YAML, as a person would order them."""
    if yaml is None:
        raise MissingLibrary("PyYAML")
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # the same text, ten times as fast
    return yaml.dump_all(every, Dumper=dumper, sort_keys=False, allow_unicode=True, width=120, explicit_start=True)


def parsed(source: str, title: str) -> list[Any]:
    """The documents of a text of YAML, without empty ones: by the fast parser, and where that finds fault with it by
    the other one, which says better what and where."""
    if yaml is None:
        raise MissingLibrary("PyYAML")
    try:
        every = yaml.load_all(source, Loader=loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
        return [one for one in every if one is not None]
    except yaml.YAMLError:
        pass
    try:
        return [one for one in yaml.load_all(source, Loader=loader(yaml.SafeLoader)) if one is not None]
    except yaml.YAMLError as error:
        raise PlanError(f"{title}{position(error)}: {getattr(error, 'problem', None) or 'not YAML'}") from None


def loader(base: Any) -> Any:
    """A safe loader that leaves dates as the text that was written: JSON knows none."""
    known = base.yaml_implicit_resolvers.items()
    kept = {letter: [one for one in every if one[0] != "tag:yaml.org,2002:timestamp"] for letter, every in known}
    return type("Loader", (base,), {"yaml_implicit_resolvers": kept})


def position(error: Any) -> str:
    mark = getattr(error, "problem_mark", None)
    return f":{mark.line + 1}:{mark.column + 1}" if mark else ""


def text(path: str, option: str = "src") -> str:
    """What a text file holds."""
    try:
        return Path(path).expanduser().read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise PlanError(f"{option}: {path} is not text in UTF-8") from None
    except OSError as error:
        raise PlanError(f"{option}: {path} cannot be read: {error.strerror}") from None
