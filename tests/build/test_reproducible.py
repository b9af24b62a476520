"""Same input, same bytes: wherever, whenever and by whatever program the site is built."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.build.reading import files, problems
from tests.example import built_example, example
from tests.sites import build, copy_project, environment_with
from tests.starting import git

CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
#include <sys/time.h>
static long ahead(void) {
    const char *given = getenv("SECONDS_AHEAD");
    return given ? atol(given) : 0;
}
int clock_gettime(clockid_t clock, struct timespec *now) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, now);
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) now->tv_sec += ahead();
    return result;
}
time_t time(time_t *at) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at) *at = now.tv_sec;
    return now.tv_sec;
}
int gettimeofday(struct timeval *restrict at, void *restrict zone) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    at->tv_sec = now.tv_sec;
    at->tv_usec = now.tv_nsec / 1000;
    return 0;
}
"""
"""Sets the clock of a process forward by SECONDS_AHEAD, as libfaketime does."""
NINE_YEARS = 9 * 365 * 24 * 3600


def clock_ahead(folder: Path) -> dict[str, str]:
    """Return the environment of a process that lives nine years later; an empty one elsewhere.

    It needs a C compiler, and Linux' way to set a process' clock.
    """
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        return {}
    (folder / "clock.c").write_text(CLOCK, encoding="utf-8")
    library = folder / "clock.so"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-o", library, folder / "clock.c", "-ldl"], check=True
    )
    environment = {"LD_PRELOAD": str(library), "SECONDS_AHEAD": str(NINE_YEARS)}
    said = subprocess.run(
        [sys.executable, "-c", "import datetime; print(datetime.date.today().year)"],
        env=environment_with(**environment),
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(said.stdout) >= 2035
    return environment


def test_a_build_years_later_elsewhere_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two clones of one commit, the second nine years later, on a computer set up otherwise."""
    later = clock_ahead(tmp_path)
    origin = copy_project(tmp_path / "origin")
    for command in (["init", "-q"], ["add", ".", ":!*.pyc"], ["commit", "-q", "-m", "Begin."]):
        git(origin, *command)
    sites = []
    for name, environment in (
        ("one", {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        ("a folder with spaces/two",
         {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", **later}),
    ):  # fmt: skip
        root = tmp_path / name
        git(tmp_path, "clone", "-q", str(origin), str(root))
        built = build(root, shares=False, SOURCE_DATE_EPOCH="", **environment).good()
        sites.append(files(built.site))
        assert list(built.site.glob("assets/cards/*"))  # drawn anew in each, as is the PDF
        assert (built.site / "letter.pdf").is_file()
    one, two = sites
    assert set(one) == set(two)
    assert [path for path in one if one[path] != two[path]] == []


def test_a_second_build_changes_nothing_and_properdocs_builds_the_same(tmp_path: Path) -> None:
    root = built_example(tmp_path / "x")
    before = files(root / "site")
    assert build(root).code == 0
    assert files(root / "site") == before
    where = ("-f", "mkdocs.yml", "--site-dir", str(tmp_path / "properdocs"))
    build(root, *where, program="properdocs").good()
    theirs = files(tmp_path / "properdocs")
    assert set(before) == set(theirs)
    assert [name for name in before if before[name] != theirs[name]] == []


def test_properdocs_refuses_what_mkdocs_refuses(tmp_path: Path) -> None:
    about = {"title": "About", "description": "About us."}
    for name, changes in (
        ("a link", {"pages": {"about.md": (about, "[x](#nowhere)")}}),
        ("the menu", {"nav": [{"The letter": "index.md"}, {"About": "abuot.md"}]}),
    ):
        root = example(tmp_path / name, **changes)
        built = build(root, "-f", "mkdocs.yml", program="properdocs")
        assert built.code == 1
        assert "Traceback" not in built.output
        assert name == "the menu" or len(problems(built)) == 1
