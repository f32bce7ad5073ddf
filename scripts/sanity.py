# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Run 'ansible-test sanity', whole, on a copy of the tracked files, with what it installs kept inside the clone."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Sequence

from common import BUILD, COLLECTION, ROOT, ask, copy_tracked, environ, run, tool
from result import Result

# ansible-test keeps its environments in the home folder; this one is the clone's, and so has the caches too.
HOME = ROOT / ".venv-sanity"

# Stands in for the bootstrap script that ansible-test downloads from a host of its own: the same pip, by way of the pip
# that comes with Python. So it works where only a package index can be reached.
GET_PIP = '''
"""Install pip into the environment whose Python runs this."""

import subprocess
import sys

wanted = [one for one in sys.argv[1:] if one not in ("--no-setuptools", "--no-wheel")]
subprocess.check_call([sys.executable, "-m", "ensurepip", "--default-pip"], stdout=subprocess.DEVNULL)
subprocess.check_call([sys.executable, "-m", "pip", "install"] + wanted)
'''


def prepare(python: str) -> None:
    """Puts the bootstrap script where ansible-test keeps what it downloads, and pip's configuration beside it."""
    internal = ask([python, "-c", "import ansible_test._internal as found; print(found.__path__[0])"])
    source = Path(internal, "python_requirements.py").read_text()
    cache = HOME / ".ansible" / "test" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    for version in set(re.findall(r"\bpip='([0-9.]+)'", source)):
        (cache / f"get_pip_{version.replace('.', '_')}.py").write_text(GET_PIP.lstrip())
    # ansible-test passes neither PIP_... variables nor the real home on to pip.
    settings = ask([python, "-m", "pip", "config", "list"])
    config = HOME / ".config" / "pip" / "pip.conf"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.touch(mode=0o600)
    config.write_text("[global]\n" + "".join(f"{name} = {value}\n" for name, value in options(settings)))


def options(settings: str) -> list[tuple[str, str]]:
    """The options for all of pip's commands; a variable of the environment wins over a file."""
    found: dict[str, str] = {}
    for where in ("global", ":env:"):
        for name, value in re.findall(rf"^{where}\.([a-z-]+)='(.*)'$", settings, re.MULTILINE):
            found[name] = value.replace("\\n", "\n    ")
    return sorted(found.items())


def sanity(environment: str, log: Path, arguments: Sequence[str] = ()) -> int:
    """Runs all tests with the ansible-core and the Python of an environment; everything that it says is in the log."""
    python = tool(environment, "python")
    prepare(python)
    copy = BUILD / f"sanity{environment}" / COLLECTION
    copy_tracked(copy)
    # ansible-test asks git which files there are; without a repository of its own here the clone's would say: none.
    subprocess.run(["git", "init", "--quiet", "."], cwd=copy, check=True)
    subprocess.run(["git", "add", "--all", "--force", "."], cwd=copy, check=True)
    version = ask([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"])
    command = [tool(environment, "ansible-test"), "sanity", "--python", version, "--color", "no", *arguments]
    return run(command, log, environ(environment, HOME=str(HOME)), copy)


def outcome(log: Path, status: int) -> Result:
    """From a log which tests ran, which did not and why, and which failed."""
    text = log.read_text(errors="replace")
    ran = set(re.findall(r"^Running sanity test \"([^\"]+)\"", text, re.MULTILINE))
    result = Result()
    for reason in re.findall(r"^WARNING: ((?:Skipping|Skipped|Required program|Unable to) .*)$", text, re.MULTILINE):
        result.skipped[reason] += 1
    listed = re.search(
        r"^FATAL: The \d+ sanity test.*listed below.*\n((?:[a-z0-9.-]+(?: .*)?\n?)+)", text, re.MULTILINE
    )
    for name in listed[1].split("\n") if listed else []:
        if name:
            result.fail(name)
    result.excerpt = "\n".join(re.findall(r"^ERROR: .*$", text, re.MULTILINE)[:100])
    result.passed = len(ran) - result.failed
    if status and not result.failed:
        result.fail(f"ansible-test ended with status {status}")
    return result
