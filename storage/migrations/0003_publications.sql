-- What was published, and on what: the chained register of the counts that left, nothing of anybody.

-- A year's rules, from its first closing on: the catalogue in words, the threshold, a secret that only
-- chooses what is masked. Without detail: what another vault published of the year is not known here.
CREATE TABLE exercice (
    annee INTEGER PRIMARY KEY,
    catalogue TEXT NOT NULL CHECK (json_valid(catalogue)),
    seuil INTEGER NOT NULL CHECK (seuil IN (6, 11)),
    detail INTEGER NOT NULL CHECK (detail IN (0, 1)),
    graine TEXT NOT NULL
) STRICT;

-- A closed quarter, and the year with the fourth one: its counts, which no erasure changes any more.
CREATE TABLE cloture (
    annee INTEGER NOT NULL REFERENCES exercice (annee),
    trimestre INTEGER NOT NULL CHECK (trimestre BETWEEN 1 AND 4),
    le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    effectifs TEXT NOT NULL CHECK (json_valid(effectifs)),
    PRIMARY KEY (annee, trimestre)
) STRICT, WITHOUT ROWID;

-- Who is counted already, so that nobody is twice: numbers that mean nothing, not even of whom a file is
-- still there. They outlive the files on purpose, without a reference.
CREATE TABLE comptee (
    annee INTEGER NOT NULL,
    personne INTEGER NOT NULL,
    trimestre INTEGER NOT NULL,
    statut TEXT NOT NULL,
    PRIMARY KEY (annee, personne),
    FOREIGN KEY (annee, trimestre) REFERENCES cloture (annee, trimestre)
) STRICT, WITHOUT ROWID;

-- Each publication with all that it says; its digest covers the one before. Quarter 4 is the year.
CREATE TABLE publication (
    numero INTEGER PRIMARY KEY AUTOINCREMENT,
    annee INTEGER NOT NULL,
    trimestre INTEGER NOT NULL,
    le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    contenu TEXT NOT NULL CHECK (json_valid(contenu)),
    scelle TEXT NOT NULL,
    precedente TEXT NOT NULL,
    empreinte TEXT NOT NULL,
    UNIQUE (annee, trimestre),
    FOREIGN KEY (annee, trimestre) REFERENCES cloture (annee, trimestre)
) STRICT;

-- The files that were written, byte for byte: published again, they are the same.
CREATE TABLE document (
    publication INTEGER NOT NULL REFERENCES publication (numero),
    nom TEXT NOT NULL,
    octets BLOB NOT NULL,
    PRIMARY KEY (publication, nom)
) STRICT, WITHOUT ROWID;

-- A backup was put back: what was published between its day and that one may not be in the register.
CREATE TABLE lacune (
    depuis TEXT NOT NULL,
    jusqu_a TEXT NOT NULL
) STRICT;
