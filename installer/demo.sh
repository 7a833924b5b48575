#!/usr/bin/env bash
# Makes the demonstration in demonstration/ unless it is there, then opens the window on it.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly python=.venv/bin/python vault=demonstration/coffre

if [ -e "$vault" ]; then
    echo "La démonstration est déjà dans demonstration/ ; pour la refaire, supprimez ce dossier."
    "$python" -c 'from ui.demonstration import PASSPHRASE; print("Phrase de passe (publique) :", PASSPHRASE)'
else
    # Refuses by itself a folder that holds anything else.
    "$python" main.py demonstration demonstration/
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$python" main.py "$vault"
fi
echo "Aucun écran ici : la fenêtre n'est pas ouverte. Les fichiers sont dans $PWD/demonstration."
