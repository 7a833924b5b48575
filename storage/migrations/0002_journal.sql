-- What left the vault as a file in clear: what, when, by whom, about whose record, and the digest of its
-- bytes; never a content nor a name of file.
CREATE TABLE sortie (
    numero INTEGER PRIMARY KEY AUTOINCREMENT,
    le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    genre TEXT NOT NULL,
    fiche TEXT,
    empreinte TEXT NOT NULL
) STRICT;
CREATE INDEX sortie_par_fiche ON sortie (fiche, genre);
