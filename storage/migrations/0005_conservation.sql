-- The backups that were made: when, by whom, on the vault's own disk or on another, in which session, and
-- the digest of the file; never where.
CREATE TABLE sauvegarde (
    numero INTEGER PRIMARY KEY AUTOINCREMENT,
    le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    lieu TEXT NOT NULL CHECK (lieu IN ('poste', 'cle')),
    session INTEGER NOT NULL,
    empreinte TEXT NOT NULL
) STRICT;

-- For how many months files, order drafts and what locates persons are kept; none where it is forever.
CREATE TABLE conservation (
    duree TEXT PRIMARY KEY CHECK (duree IN ('dossiers', 'brouillons', 'adresses')),
    mois INTEGER NOT NULL CHECK (mois BETWEEN 0 AND 120)
) STRICT, WITHOUT ROWID;

-- Files that are kept past their time, until when and why.
CREATE TABLE maintien (
    personne TEXT PRIMARY KEY REFERENCES personne (id) ON DELETE CASCADE,
    jusqu_au TEXT NOT NULL,
    motif TEXT NOT NULL,
    le TEXT NOT NULL,
    auteur TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The random identifiers of the persons who were purged, and nothing else of them: a restored backup
-- has them purged again.
CREATE TABLE purge (
    personne TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- The eliminations that were done: counts and dates, no names.
CREATE TABLE elimination (
    numero INTEGER PRIMARY KEY AUTOINCREMENT,
    le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    motif TEXT NOT NULL CHECK (motif IN ('duree', 'demande')),
    personnes INTEGER NOT NULL,
    situations INTEGER NOT NULL,
    fiches INTEGER NOT NULL,
    premier TEXT,
    dernier TEXT
) STRICT;
