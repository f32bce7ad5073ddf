# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write the documentation of the collection as HTML below build/docs."""

from __future__ import annotations

import shutil
import sys

from build import build
from common import BUILD, INSTALLED, LOGS, Failed, environ, run, tail, tool

FOLDER = BUILD / "docs"


def main() -> int:
    log = LOGS / "docs.log"
    log.unlink(missing_ok=True)
    shutil.rmtree(FOLDER, ignore_errors=True)
    antsibull = tool(".venv-tools", "antsibull-docs")
    rst, html = FOLDER / "rst", FOLDER / "html"
    options = ["--use-current", "--squash-hierarchy", "--lenient", "--sphinx-theme", "alabaster"]
    steps = [
        [antsibull, "sphinx-init", *options, "--dest-dir", str(FOLDER), "opsweave.platform"],
        [antsibull, "collection", *options[:2], "--dest-dir", str(rst), "opsweave.platform"],
        [tool(".venv-tools", "sphinx-build"), "-q", "-c", str(FOLDER), str(rst), str(html)],
    ]
    env = environ(".venv-tools", ".venv", ANSIBLE_COLLECTIONS_PATH=str(INSTALLED))
    try:
        build()
        for step in steps:
            (FOLDER / "rst").mkdir(parents=True, exist_ok=True)
            if run(step, log, env):
                raise Failed(f"{tail(log)}\nthe documentation could not be written; the whole output is in {log}")
    except Failed as error:
        print(error, file=sys.stderr)
        return 1
    print(html / "index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
