"""Writes the measurements as JSON, as tables of ratios, and as a plot."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.measure import Bench
from benchmarks.targets import DOCKER_PY, LIMITS, MAX_IMPORT, MAX_PEAK, PEERS, TARGETS
from benchmarks.workloads import BARE, IMPORTS, WORKLOADS

Figures = dict[str, dict[str, dict[str, float]]]


def write(bench: Bench, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    figures = summed_up(bench)
    results = {"machine": machine(), "workloads": figures, "memory": bench.memory}
    (folder / "results.json").write_text(json.dumps(results, indent=1) + "\n")
    (folder / "RESULTS.md").write_text("\n".join(document(results["machine"], figures, bench.memory)) + "\n")
    plot(figures, folder / "throughput.svg")


def summed_up(bench: Bench) -> Figures:
    """Returns the nanoseconds for each unit, by workload and contender."""
    figures: Figures = {}
    for workload, contenders in bench.samples.items():
        figures[workload] = {
            label: {
                "cpu": round(median(sample.cpu for sample in samples) * 1e9, 1),
                "least_cpu": round(min(sample.cpu for sample in samples) * 1e9, 1),
                "wall": round(median(sample.wall for sample in samples) * 1e9, 1),
                "rounds": len(samples),
            }
            for label, samples in contenders.items()
        }
    if BARE in figures.get("import", {}):
        bare = figures["import"].pop(BARE)
        for entry in figures["import"].values():
            for key in ("cpu", "least_cpu", "wall"):
                entry[key] = round(entry[key] - bare[key], 1)
    return figures


def machine() -> dict[str, str]:
    model = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    compiler = subprocess.run([os.environ.get("CC", "cc"), "--version"], capture_output=True, text=True, check=True)
    packages = ("dockline", "orjson", *IMPORTS.values())
    return {
        "processor": model[0].partition(":")[2].strip() if model else platform.processor(),
        "cores": str(os.cpu_count()),
        "kernel": f"{platform.system()} {platform.release()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "compiler": compiler.stdout.splitlines()[0],
        "packages": ", ".join(f"{name} {version(name)}" for name in dict.fromkeys(packages)),
    }


def document(facts: dict[str, str], figures: Figures, memory: dict[str, int]) -> Iterator[str]:
    yield "# Measured"
    yield ""
    yield "CPU is user and system time of the contender's own process, the median of rounds that all contenders of a"
    yield "workload take in turns; wall-clock time is given beside it. [How to run and read it](../README.md)."
    yield ""
    yield from (f"- {name}: {fact}" for name, fact in facts.items())
    yield ""
    yield from targets(figures, memory)
    for workload, entries in figures.items():
        yield ""
        yield from table(workload, entries)


def targets(figures: Figures, memory: dict[str, int]) -> Iterator[str]:
    yield "## What should hold"
    yield ""
    yield "| workload | dockline | times less CPU than | wanted | measured | times the CPU of | wanted | measured |"
    yield "| --- | --- | --- | ---: | ---: | --- | ---: | ---: |"
    for target in TARGETS:
        entries = figures.get(target.workload, {})
        cells = ["", "", "", "", "", ""]
        if target.least is not None and {target.label, target.other} <= entries.keys():
            ratio = entries[target.other]["cpu"] / entries[target.label]["cpu"]
            cells[:3] = [target.other, f"≥ {target.least:g}", verdict(f"{ratio:.0f}", ratio >= target.least)]
        if target.most is not None and {target.label, target.limit} <= entries.keys():
            ratio = entries[target.label]["cpu"] / entries[target.limit]["cpu"]
            cells[3:] = [target.limit, f"≤ {target.most:.3g}", verdict(f"{ratio:.2f}", ratio <= target.most)]
        if any(cells):
            yield f"| {target.workload} | {view(target.label)} | {' | '.join(cells)} |"
    yield ""
    if "import" in figures:
        seconds = figures["import"]["dockline"]["cpu"] / 1e9
        measured = verdict(f"{seconds * 1e3:.1f} ms", seconds <= MAX_IMPORT)
        yield f"- Import over a bare interpreter: ≤ {MAX_IMPORT * 1e3:.0f} ms wanted, {measured}"
    for name, size in memory.items():
        what = "for each of the quiet streams" if name.endswith("idle") else "at its peak while 2 GiB stream through"
        measured = f"{size / 1024:.1f} KiB" if name.endswith("idle") else f"{size / 2**20:.1f} MiB"
        if name.startswith("dockline") and not name.endswith("idle"):
            measured = f"≤ {MAX_PEAK >> 20} MiB wanted, {verdict(measured, size <= MAX_PEAK)}"
        yield f"- Memory over a bare interpreter {what}, {name}: {measured}"
    slower = [
        f"{workload} ({peer})"
        for workload, entries in figures.items()
        for peer in PEERS
        if peer in entries and entries[peer]["cpu"] < min(own(entries))
    ]
    yield f"- Workloads where a Python peer takes less CPU: {', '.join(slower) or 'none'}"


def verdict(text: str, holds: bool) -> str:
    return text if holds else f"**{text}**"


def own(entries: dict[str, dict[str, float]]) -> list[float]:
    return [entry["cpu"] for label, entry in entries.items() if label.startswith("dockline")]


def view(label: str) -> str:
    client, _, name = label.partition(" ")
    if not name:
        return client
    return f"`{name}`" if client == "dockline" else f"{client} `{name}`"


def table(workload: str, entries: dict[str, dict[str, float]]) -> Iterator[str]:
    title, unit = WORKLOADS[workload][:2] if workload in WORKLOADS else ("Import, over a bare interpreter", "import")
    limit = entries.get(LIMITS.get(workload, ""))
    peer = entries.get(DOCKER_PY)
    yield f"## {title}"
    yield ""
    yield f"| | CPU a {unit} | wall a {unit} | {DOCKER_PY} takes | of the limit |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for label, entry in sorted(entries.items(), key=lambda each: each[1]["cpu"]):
        name = f"**{label}**" if label.startswith("dockline") else label
        less = f"{peer['cpu'] / entry['cpu']:.3g} ×" if peer else ""
        ratio = f"{entry['cpu'] / limit['cpu']:.2f} ×" if limit else ""
        yield f"| {name} | {duration(entry['cpu'])} | {duration(entry['wall'])} | {less} | {ratio} |"


def duration(nanoseconds: float) -> str:
    for size, unit in ((1e6, "ms"), (1e3, "µs")):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"


def plot(figures: Figures, path: Path) -> None:
    """Plots the units a second of CPU on a logarithmic scale. The colours suit light and dark pages."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "dockline", "font.size": 9})
    from matplotlib import pyplot

    shown = [name for name in ("logs-frames", "logs-sends", "events", "ping", "list") if name in figures]
    grey = "#808080"
    heights = [len(figures[name]) for name in shown]
    figure, axes = pyplot.subplots(
        len(shown), 1, figsize=(8, 0.24 * sum(heights) + 0.75 * len(shown)), height_ratios=heights, squeeze=False
    )
    for axis, name in zip(axes[:, 0], shown, strict=True):
        entries = sorted(figures[name].items(), key=lambda each: -each[1]["cpu"])
        rates = [1e9 / entry["cpu"] for _, entry in entries]
        colours = [
            "#2f81f7" if label.startswith("dockline") else "#d29922" if label in PEERS else grey for label, _ in entries
        ]
        bars = axis.barh([label for label, _ in entries], rates, color=colours)
        axis.bar_label(bars, [f" {rate:,.0f}" for rate in rates], color=grey, fontsize=8)
        axis.set_xscale("log")
        axis.set_xlim(min(rates) / 2, max(rates) * 6)
        axis.set_title(f"{WORKLOADS[name].title}: {WORKLOADS[name].unit}s a second of CPU", loc="left", color=grey)
        axis.tick_params(colors=grey, length=0)
        axis.set_xticks([])
        axis.minorticks_off()
        for side in axis.spines.values():
            side.set_visible(False)
    figure.tight_layout()
    figure.savefig(path, transparent=True, metadata={"Date": None})
