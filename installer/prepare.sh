#!/usr/bin/env bash
# Makes a Debian or Ubuntu machine, however bare, able to run and check the program:
# a recent Python, the environment in .venv as locked, and the system libraries that Qt asks for.
# With --package, also what building the self-contained program takes; with --test, what the tests take.
# Says nothing and changes nothing where all is there already.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly venv=.venv

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

# install_packages WHY PACKAGE...: installs when root, otherwise says the one line to type.
install_packages() {
    local why=$1
    shift
    command -v apt-get >/dev/null ||
        stop "$why" "Ce système n'a pas apt-get : installez l'équivalent de : $*"
    [ "$(id -u)" = 0 ] ||
        stop "$why" "Tapez cette ligne, puis recommencez :" \
            "    sudo apt-get update && sudo apt-get install --no-install-recommends $*"
    printf '%s Installation de : %s\n' "$why" "$*"
    local log
    log=$(mktemp)
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install \
        --yes --no-install-recommends --option Acquire::Retries=3 "$@"; } >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        stop "L'installation de ces paquets a échoué : $*"
    fi
    rm -f "$log"
}

is_recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# The first Python that is recent enough, whatever it is called.
find_python() {
    local name
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if is_recent "$name"; then
            printf '%s\n' "$name"
            return
        fi
    done
    return 1
}

python=$(find_python) || {
    # Ubuntu 22.04 has 3.10 under the plain name, and a later one beside it.
    install_packages "Il faut Python 3.11 ou plus récent." python3.11 python3.11-venv
    python=$(find_python)
}

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    install_packages "Python ne sait pas encore créer d'environnement." "python$version-venv"
fi

if ! { is_recent "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; }; then
    printf "Création de l'environnement dans %s.\n" "$venv"
    "$python" -m venv --clear "$venv"
fi

# Built files only, and those the lock names: nothing of a package runs while it is installed.
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes --only-binary :all: --requirement requirements/dev.txt

missing=$("$venv/bin/python" installer/system_packages.py "$@")
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086 # one word per package
    install_packages "Il manque des bibliothèques du système." $missing
    missing=$("$venv/bin/python" installer/system_packages.py "$@")
    [ -z "$missing" ] || stop "Il manque encore : $missing"
fi

# One test opens the spreadsheets with another program than the one that wrote them: 90 MB, half a minute.
readonly office=libreoffice-calc-nogui
if [ "${1:-}" = --test ] && ! command -v soffice >/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        install_packages "Un essai ouvre les classeurs avec LibreOffice." "$office"
    else
        printf '%s\n' "LibreOffice manque : l'essai qui ouvre les classeurs sera laissé de côté. Pour le faire :" \
            "    sudo apt-get update && sudo apt-get install --no-install-recommends $office" >&2
    fi
fi
