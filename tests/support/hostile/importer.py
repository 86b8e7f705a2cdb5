"""Imports generated packages and watches what that does; a script of its own.

Each line of stdin is the folder of a package. It is imported in a child of this process, with all
its modules and all that they export, below an audit hook; the answer is a line of JSON, the list of
what the import did that no import of ours may do.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import sysconfig
from pathlib import Path
from typing import Any

import mahogen

# Whatever generated code imports is here already, so that nothing but the package is read.
for runtime in sorted(Path(mahogen.__file__).parent.glob("runtime/**/*.py")):
    dotted = runtime.relative_to(Path(mahogen.__file__).parents[1]).with_suffix("").parts
    importlib.import_module(".".join(dotted).removesuffix(".__init__"))

PLACES = sysconfig.get_paths()
LIBRARY = (PLACES["stdlib"], PLACES["platstdlib"], PLACES["purelib"], PLACES["platlib"])
NEVER = (
    *("socket.", "subprocess.", "os.exec", "os.fork", "os.kill", "os.link", "os.mkdir", "os.posix"),
    *("os.putenv", "os.remove", "os.rename", "os.rmdir", "os.spawn", "os.startfile", "os.symlink"),
    *("os.system", "os.truncate", "os.chmod", "os.chown", "os.utime", "os.chdir", "os.unsetenv"),
    *("shutil.", "tempfile.", "urllib.", "http.client.", "ftplib.", "smtplib.", "ctypes.", "mmap."),
    *("pty.", "webbrowser.", "sqlite3.", "marshal.dump", "pickle.", "code.", "builtins.input"),
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Forbidden(BaseException):
    """Not an Exception, so that nobody catches it."""


class Watch:
    """The audit hook, for a package in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.inside = str(folder)
        self.found: list[str] = []

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if complaint := self.complaint(event, args):
            self.found.append(complaint)
            raise Forbidden(complaint)

    def complaint(self, event: str, args: tuple[Any, ...]) -> str:
        if event.startswith(NEVER):
            return f"{event} {args!r}"
        if event == "open":
            name, mode, flags = (*args, None, None)[:3]
            if (flags or 0) & WRITING or set(mode or "") & set("wax+"):
                return f"open {name!r} to write"
            if not str(name).startswith((self.inside, *LIBRARY)):
                return f"open {name!r}"
        if event == "import":
            top = str(args[0]).partition(".")[0]
            if top not in (*sys.stdlib_module_names, "mahogen", Path(self.inside).name):
                return f"import {args[0]}"
        if event in ("compile", "exec"):
            code = args[1] if event == "compile" else args[0].co_filename
            if not str(code).startswith((self.inside, *LIBRARY)) and not self.by_library():
                return f"{event} of {code!r}"
        return ""

    def by_library(self) -> bool:
        """Whether a dataclass, say, is what compiles."""
        frame = sys._getframe(3)
        return frame.f_code.co_filename.startswith((*LIBRARY, "<frozen"))


def import_all(folder: Path) -> None:
    """Import every module of the package, and look at all that it exports."""
    for path in sorted(folder.rglob("*.py")):
        parts = [folder.name, *path.relative_to(folder).with_suffix("").parts]
        module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
        for name in getattr(module, "__all__", ()):
            getattr(module, name)


def watched(folder: Path) -> list[str]:
    """What went wrong while the package was imported, in this process."""
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(folder.parent))
    watch = Watch(folder)
    sys.addaudithook(watch)
    try:
        import_all(folder)
    except BaseException as error:  # whatever it is, it is to be told
        watch.found.append(f"{type(error).__name__}: {error}")
    return watch.found


def main() -> None:
    for line in sys.stdin:
        reading, writing = os.pipe()
        if os.fork() == 0:
            with os.fdopen(writing, "w") as pipe:
                json.dump(watched(Path(line.rstrip("\n"))), pipe)
                pipe.flush()
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            print(pipe.read() or '["the import died"]', flush=True)
        os.wait()


if __name__ == "__main__":
    main()
