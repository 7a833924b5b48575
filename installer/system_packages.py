"""Names the Debian or Ubuntu packages that are still asked of the system, by Qt as installed here."""

import ctypes
import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

# What the window, its printing and the tests load; the rest of Qt is not ours to satisfy.
LIBRARIES = ("Core", "Gui", "Widgets", "DBus", "Svg", "PrintSupport", "XcbQpa", "WaylandClient")
PLATFORMS = ("xcb", "offscreen", "wayland")

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FONT_PACKAGE = "fonts-dejavu-core"

# Libraries whose package does not follow the naming rule of package_of.
ODD_NAMES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
}


def package_of(soname: str) -> str:
    """The package of a shared library by Debian's rule (Policy 8.1): libX11-xcb.so.1 is in
    libx11-xcb1, libX11.so.6 in libx11-6. Where a release has renamed it (libglib2.0-0t64), its new
    package still answers to this name.
    """
    if soname in ODD_NAMES:
        return ODD_NAMES[soname]
    name, version = soname.lower().replace("_", "-").split(".so.")
    return f"{name}-{version}" if name[-1].isdigit() else f"{name}{version}"


def missing_libraries(qt: Path) -> set[str]:
    files = [qt / "lib" / f"libQt6{name}.so.6" for name in LIBRARIES]
    files += [qt / "plugins" / "platforms" / f"libq{name}.so" for name in PLATFORMS]
    present = [str(file) for file in files if file.exists()]
    told = subprocess.run(["ldd", *present], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^\s*(\S+) => not found$", told, re.MULTILINE))


def has_a_font() -> bool:
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(file.suffix in {".ttf", ".otf", ".ttc"} for f in folders for file in f.rglob("*"))


def missing_packages(qt: Path) -> list[str]:
    packages = {package_of(soname) for soname in missing_libraries(qt)}
    if not has_a_font():
        packages.add(FONT_PACKAGE)
    return sorted(packages)


def has_shared_python() -> bool:
    library = f"libpython{sysconfig.get_python_version()}.so.1.0"
    if Path(sysconfig.get_config_var("LIBDIR") or "/", library).exists():
        return True
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_to_build() -> list[str]:
    """What PyInstaller needs besides: objdump, and Python as a library, which Debian ships apart."""
    missing = [] if shutil.which("objdump") else ["binutils"]
    return missing if has_shared_python() else [*missing, f"libpython{sysconfig.get_python_version()}"]


def main() -> None:
    spec = find_spec("PySide6")
    if sys.platform != "linux" or spec is None or spec.origin is None:
        return
    missing = missing_packages(Path(spec.origin).parent / "Qt")
    print(*missing, *(missing_to_build() if "--package" in sys.argv else ()))


if __name__ == "__main__":
    main()
