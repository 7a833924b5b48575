-- Structure in columns, answers as one JSON object per record: a new question needs no migration.
-- A number is never given twice: a record taken back can always be put back in its place.

CREATE TABLE coffre (
    seul INTEGER PRIMARY KEY CHECK (seul = 1),
    identifiant TEXT NOT NULL,
    cree_le TEXT NOT NULL,
    fictif INTEGER NOT NULL CHECK (fictif IN (0, 1)),
    sequence INTEGER NOT NULL,
    declarations TEXT NOT NULL
) STRICT;

CREATE TABLE personne (
    numero INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL UNIQUE,
    naissance TEXT,
    activite INTEGER NOT NULL,
    fusionnee_dans TEXT REFERENCES personne (id),
    saisi_le TEXT NOT NULL,
    modifie_le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    reponses TEXT NOT NULL CHECK (json_valid(reponses))
) STRICT;
-- activite rises by one at each change in her file: the last changed is found whatever the clock said.
-- fusionnee_dans is the file in which this one is read since they were merged; nothing was moved.
CREATE INDEX personne_par_naissance ON personne (naissance);
CREATE INDEX personne_fusionnee ON personne (fusionnee_dans) WHERE fusionnee_dans IS NOT NULL;
CREATE INDEX personne_par_activite ON personne (activite);

CREATE TABLE situation (
    numero INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    personne TEXT NOT NULL REFERENCES personne (id),
    date_fait TEXT,
    saisi_le TEXT NOT NULL,
    modifie_le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    reponses TEXT NOT NULL CHECK (json_valid(reponses))
) STRICT;
CREATE INDEX situation_par_personne ON situation (personne, date_fait);

CREATE TABLE acte (
    numero INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    situation TEXT NOT NULL REFERENCES situation (id),
    date_fait TEXT,
    saisi_le TEXT NOT NULL,
    modifie_le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    reponses TEXT NOT NULL CHECK (json_valid(reponses))
) STRICT;
CREATE INDEX acte_par_situation ON acte (situation, date_fait);

CREATE TABLE evaluation (
    numero INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    situation TEXT NOT NULL REFERENCES situation (id),
    date_fait TEXT,
    saisi_le TEXT NOT NULL,
    modifie_le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    reponses TEXT NOT NULL CHECK (json_valid(reponses))
) STRICT;
CREATE INDEX evaluation_par_situation ON evaluation (situation, date_fait);

CREATE TABLE orientation (
    numero INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    situation TEXT NOT NULL REFERENCES situation (id),
    date_fait TEXT,
    saisi_le TEXT NOT NULL,
    modifie_le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    reponses TEXT NOT NULL CHECK (json_valid(reponses))
) STRICT;
CREATE INDEX orientation_par_situation ON orientation (situation, date_fait);

CREATE TABLE echeance (
    numero INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    situation TEXT NOT NULL REFERENCES situation (id),
    date_fait TEXT,
    saisi_le TEXT NOT NULL,
    modifie_le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    reponses TEXT NOT NULL CHECK (json_valid(reponses))
) STRICT;
CREATE INDEX echeance_par_situation ON echeance (situation, date_fait);

CREATE TABLE ordonnance (
    numero INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    situation TEXT NOT NULL UNIQUE REFERENCES situation (id),
    date_fait TEXT,
    saisi_le TEXT NOT NULL,
    modifie_le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    reponses TEXT NOT NULL CHECK (json_valid(reponses))
) STRICT;

-- Two files found to be of one person; the answers of the one kept, before and after.
CREATE TABLE fusion (
    numero INTEGER PRIMARY KEY,
    absorbee TEXT NOT NULL REFERENCES personne (id) ON DELETE CASCADE,
    gardee TEXT NOT NULL REFERENCES personne (id) ON DELETE CASCADE,
    le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    avant TEXT NOT NULL CHECK (json_valid(avant)),
    apres TEXT NOT NULL CHECK (json_valid(apres)),
    defaite_le TEXT
) STRICT;

-- Two persons who resemble each other and are not one, for good; the lesser identifier first.
CREATE TABLE distinction (
    une TEXT NOT NULL REFERENCES personne (id) ON DELETE CASCADE,
    autre TEXT NOT NULL REFERENCES personne (id) ON DELETE CASCADE,
    le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    PRIMARY KEY (une, autre),
    CHECK (une < autre)
) STRICT, WITHOUT ROWID;

-- The situations of one affair, each of another person. Nothing leads from one to the other on a screen.
CREATE TABLE partie (
    situation TEXT PRIMARY KEY REFERENCES situation (id) ON DELETE CASCADE,
    affaire TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX partie_par_affaire ON partie (affaire);

-- What was answered before: one row for each change of an answer, JSON values, NULL where there was none.
CREATE TABLE changement (
    numero INTEGER PRIMARY KEY,
    fiche TEXT NOT NULL,
    question TEXT NOT NULL,
    depuis TEXT NOT NULL,
    jusqu_a TEXT NOT NULL,
    auteur TEXT NOT NULL,
    avant TEXT CHECK (avant IS NULL OR json_valid(avant)),
    apres TEXT CHECK (apres IS NULL OR json_valid(apres))
) STRICT;
CREATE INDEX changement_par_fiche ON changement (fiche, question);

-- The partner structures of the station: of no person, never searched nor counted with the files.
CREATE TABLE structure (
    numero INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    saisi_le TEXT NOT NULL,
    modifie_le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    reponses TEXT NOT NULL CHECK (json_valid(reponses))
) STRICT;

-- What came from tables of former years; no file name. A record is known by its answers as they came.
CREATE TABLE importation (
    numero INTEGER PRIMARY KEY,
    le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    empreinte TEXT NOT NULL,
    lignes INTEGER NOT NULL,
    annulee_le TEXT
) STRICT;
CREATE TABLE importee (
    fiche TEXT NOT NULL UNIQUE,
    importation INTEGER NOT NULL REFERENCES importation (numero),
    nature TEXT NOT NULL,
    empreinte TEXT NOT NULL,
    ligne TEXT
) STRICT;
CREATE INDEX importee_par_importation ON importee (importation, nature);

-- Derived from the answers by the declarations, and made again when these change, as are naissance
-- (an interval of days) and date_fait: counting and searching never read a narrative.

CREATE TABLE comptage (
    unite TEXT NOT NULL,
    fiche INTEGER NOT NULL,
    personne INTEGER NOT NULL,
    situation INTEGER NOT NULL,
    jour TEXT,
    reponses TEXT NOT NULL CHECK (json_valid(reponses)),
    PRIMARY KEY (unite, fiche)
) STRICT, WITHOUT ROWID;
CREATE INDEX comptage_par_jour ON comptage (unite, jour);

-- Where each situation stands: the last day that each of its records speaks of, and whether it waits.
CREATE TABLE suivi (
    genre TEXT NOT NULL,
    fiche INTEGER NOT NULL,
    situation INTEGER NOT NULL,
    jour TEXT NOT NULL,
    ouvert INTEGER NOT NULL CHECK (ouvert IN (0, 1)),
    PRIMARY KEY (genre, fiche)
) STRICT, WITHOUT ROWID;
CREATE INDEX suivi_par_situation ON suivi (situation, jour);
CREATE INDEX suivi_ouvert ON suivi (genre, jour, situation) WHERE ouvert = 1;

CREATE VIRTUAL TABLE recherche USING fts5 (
    noms, sons, numeros, tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO recherche (recherche, rank) VALUES ('secure-delete', 1);

-- Free texts, looked into only when it is asked for; a row is numbered by its table and its record.
CREATE VIRTUAL TABLE notes USING fts5 (
    texte, tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO notes (notes, rank) VALUES ('secure-delete', 1);
