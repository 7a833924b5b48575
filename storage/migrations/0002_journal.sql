-- Who did what, on which record, when: no name, no content, no search text. A record is told by its random
-- identifier, a file that left by its number in the register; nombre may also say how many there were.
-- Each seal depends on the entry and on the seal before it, under a key that the database does not hold.
CREATE TABLE journal (
    numero INTEGER PRIMARY KEY,
    le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    acte TEXT NOT NULL,
    fiche TEXT,
    nombre INTEGER,
    sceau TEXT NOT NULL
) STRICT;
CREATE INDEX journal_par_fiche ON journal (fiche, acte);
CREATE INDEX journal_par_date ON journal (le);

-- What is left of the entries of more than a year: how many, from when to when, and the seal of the last.
CREATE TABLE journal_scelle (
    dernier INTEGER PRIMARY KEY,
    entrees INTEGER NOT NULL,
    sorties INTEGER NOT NULL,
    depuis TEXT NOT NULL,
    jusqu_a TEXT NOT NULL,
    tete TEXT NOT NULL,
    sceau TEXT NOT NULL
) STRICT;

-- What left the vault as a file in clear: what, when, by whom, about whose record, and the digest of its
-- bytes; never a content nor a name of file.
CREATE TABLE sortie (
    numero INTEGER PRIMARY KEY AUTOINCREMENT,
    le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    genre TEXT NOT NULL,
    fiche TEXT,
    empreinte TEXT NOT NULL,
    sceau TEXT NOT NULL
) STRICT;
CREATE INDEX sortie_par_fiche ON sortie (fiche, genre);

-- Nothing is changed nor taken out. A new key makes new seals; a record that is no more is no longer named.
CREATE TRIGGER journal_inchange BEFORE UPDATE OF numero, le, auteur, acte, fiche, nombre ON journal
BEGIN SELECT RAISE(ABORT, 'journal'); END;
CREATE TRIGGER journal_entier BEFORE DELETE ON journal
WHEN OLD.numero > (SELECT coalesce(max(dernier), 0) FROM journal_scelle)
BEGIN SELECT RAISE(ABORT, 'journal'); END;
CREATE TRIGGER journal_scelle_inchange
BEFORE UPDATE OF dernier, entrees, sorties, depuis, jusqu_a, tete ON journal_scelle
BEGIN SELECT RAISE(ABORT, 'journal'); END;
CREATE TRIGGER journal_scelle_entier BEFORE DELETE ON journal_scelle
BEGIN SELECT RAISE(ABORT, 'journal'); END;
CREATE TRIGGER sortie_inchangee BEFORE UPDATE OF numero, le, auteur, genre, empreinte ON sortie
BEGIN SELECT RAISE(ABORT, 'journal'); END;
CREATE TRIGGER sortie_sans_autre_fiche BEFORE UPDATE OF fiche ON sortie WHEN NEW.fiche IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'journal'); END;
CREATE TRIGGER sortie_entiere BEFORE DELETE ON sortie
BEGIN SELECT RAISE(ABORT, 'journal'); END;

-- What was typed and not understood when the vault was closed, and where each user was when it was locked:
-- read once, at the next opening, and gone.
CREATE TABLE brouillon (
    fiche TEXT PRIMARY KEY,
    nature TEXT NOT NULL,
    mots TEXT NOT NULL CHECK (json_valid(mots))
) STRICT, WITHOUT ROWID;
CREATE TABLE reprise (
    auteur TEXT PRIMARY KEY,
    page TEXT NOT NULL,
    nature TEXT,
    fiche TEXT,
    question TEXT NOT NULL,
    saisie TEXT NOT NULL
) STRICT, WITHOUT ROWID;
