"""Commands that need not wait for Python: a process that has read the modules forks for each.

What runs is the real command, in a process of its own with its own folder, environment, input and
output. To start Python and read the modules takes a second, which is more than most commands take.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOOKS = ROOT / "hooks"
READ = """
campaign.plugin campaign.cli.commands material mkdocs.commands.build mkdocs.config.defaults
mkdocs.contrib.search typst pikepdf PIL.JpegImagePlugin PIL.PngImagePlugin PIL.WebPImagePlugin
markdown.extensions.abbr markdown.extensions.admonition markdown.extensions.attr_list
markdown.extensions.def_list markdown.extensions.footnotes markdown.extensions.md_in_html
markdown.extensions.tables markdown.extensions.toc pymdownx.details pymdownx.fancylists
pymdownx.magiclink pymdownx.quotes pymdownx.smartsymbols pymdownx.superfences pymdownx.tabbed
pymdownx.tilde
"""
READ_AT_START = ("PYTHONHASHSEED", "PYTHONUTF8", "PYTHONWARNINGS", "LANG", "LC_ALL")
"""Environment variables that Python looks at while it starts."""


def run_module(
    module: str,
    arguments: Sequence[str],
    cwd: Path,
    environment: Mapping[str, str],
    answer: str = "",
    hooks: Path = HOOKS,
) -> subprocess.CompletedProcess[str]:
    """Do as `python -m module` does in a folder; the caller looks at the exit code.

    `hooks` is where it finds the generator: where that was changed, Python starts as usual.
    """
    command = [sys.executable, "-m", module, *arguments]
    starts = any(environment.get(name) != os.environ.get(name) for name in READ_AT_START)
    if starts or module not in ("campaign", "mkdocs") or not _is_ours(hooks):
        return subprocess.run(
            command, cwd=cwd, env=environment, input=answer, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        given, said, complained = (Path(folder, name) for name in ("in", "out", "err"))
        given.write_text(answer, encoding="utf-8")
        files = [str(given), str(said), str(complained)]
        code = fork(module, arguments, cwd, environment, files)
        return subprocess.CompletedProcess(
            command, code, said.read_text(encoding="utf-8"), complained.read_text(encoding="utf-8")
        )


def fork(
    module: str,
    arguments: Sequence[str],
    cwd: Path,
    environment: Mapping[str, str],
    files: Sequence[str],
) -> int:
    """Do it with these files as its input and both outputs; returns the exit code."""
    server = _server()
    assert server.stdin
    assert server.stdout
    asked = [module, [*arguments], str(cwd), dict(environment), files]
    server.stdin.write(json.dumps(asked) + "\n")
    server.stdin.flush()
    return int(server.stdout.readline())


def _is_ours(hooks: Path) -> bool:
    """Whether a copy of the modules is as the original: of the same sizes and days."""
    if hooks.resolve() == HOOKS:
        return True
    return hooks.is_dir() and _files(hooks) == _original()


@cache
def _original() -> dict[str, tuple[int, int]]:
    return _files(HOOKS)


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    stats = {path: path.stat() for path in folder.rglob("*") if path.suffix != ".pyc"}
    return {
        path.relative_to(folder).as_posix(): (stat.st_size, stat.st_mtime_ns)
        for path, stat in stats.items()
        if path.is_file()
    }


@cache
def _server() -> subprocess.Popen[str]:
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.warm"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(HOOKS), "PYDANTIC_DISABLE_PLUGINS": "__all__"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(server.communicate)
    return server


def _serve() -> None:
    """Fork for each line that is read; returns in the child, which goes on as the command."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            return _become(*json.loads(line))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(code, flush=True)
    return None


def _become(
    module: str, arguments: list[str], cwd: str, environment: dict[str, str], files: list[str]
) -> None:
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    for number, path in enumerate(files):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), number)
    sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115 (the process' own, to its end)
    sys.dont_write_bytecode = "PYTHONDONTWRITEBYTECODE" in environment
    sys.argv = [module, *arguments]
    sys.path[0] = cwd
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    for each in READ.split():
        import_module(each)
    _serve()
