-- The exhibits of a dossier, each a record of its own with its place in the list (0: after the others, as
-- entered), and the file of those that were taken in: a PDF made anew, without anything hidden in it.
CREATE TABLE piece (
    numero INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    situation TEXT NOT NULL REFERENCES situation (id),
    date_fait TEXT,
    rang INTEGER NOT NULL DEFAULT 0,
    saisi_le TEXT NOT NULL,
    modifie_le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    reponses TEXT NOT NULL CHECK (json_valid(reponses))
) STRICT;
CREATE INDEX piece_par_situation ON piece (situation, rang);

-- muettes: how many of its pages have no text that a program could read.
CREATE TABLE piece_fichier (
    piece TEXT PRIMARY KEY REFERENCES piece (id) ON DELETE CASCADE,
    le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    pages INTEGER NOT NULL,
    muettes INTEGER NOT NULL,
    contenu BLOB NOT NULL
) STRICT;

-- They were a list among the answers of the order, under the same codes.
INSERT INTO piece (id, situation, rang, saisi_le, modifie_le, auteur, reponses)
SELECT lower(hex(randomblob(16))), ordonnance.situation, each.key + 1, ordonnance.saisi_le,
    ordonnance.modifie_le, ordonnance.auteur, each.value
FROM ordonnance, json_each(ordonnance.reponses, '$.pieces') AS each
ORDER BY ordonnance.numero, each.key;
UPDATE ordonnance SET reponses = json_remove(reponses, '$.pieces')
WHERE json_type(reponses, '$.pieces') IS NOT NULL;
