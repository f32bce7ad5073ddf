# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Read what users keep in YAML and JSON files: one file, or all of a folder in the order of their names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Iterator

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
        with path.open(encoding="utf-8") as stream:
            every = parsed(stream, str(path))
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
    return yaml.safe_dump_all(every, sort_keys=False, allow_unicode=True, width=120, explicit_start=True)


def parsed(source: Any, title: str) -> list[Any]:
    """The documents of a text or stream of YAML, without empty ones."""
    if yaml is None:
        raise MissingLibrary("PyYAML")
    try:
        return [one for one in yaml.load_all(source, Loader=loader()) if one is not None]
    except yaml.YAMLError as error:
        raise PlanError(f"{title}{position(error)}: {getattr(error, 'problem', None) or 'not YAML'}") from None


def loader() -> Any:
    """A safe loader that leaves dates as the text that was written: JSON knows none."""

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers = {
            letter: [one for one in known if one[0] != "tag:yaml.org,2002:timestamp"]
            for letter, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return Loader


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
