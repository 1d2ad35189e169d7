"""Runs a command in a container and exits with its exit code: python examples/exec.py NAME COMMAND..."""

import sys

import dockline


def main(name: str, *command: str) -> int:
    with dockline.client(engine="docker", category="containers", version="auto", throw_exceptions=True) as containers:
        made = containers.invoke(
            "ContainerExec",
            params={"id": name},
            data={"Cmd": command, "AttachStdout": True, "AttachStderr": True},
        )
    with dockline.client(engine="docker", category="exec", version="auto", throw_exceptions=True) as execs:
        with execs.invoke("ExecStart", params={"id": made["Id"]}, data={}, as_="stream") as output:
            output.copy_to(sys.stdout, sys.stderr)
        return execs.invoke("ExecInspect", params={"id": made["Id"]})["ExitCode"] or 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
