-- What the titles and the words of former sheets stand for, as it was said once: the digest of a word, never
-- the word. colonne is a question, or what becomes of a column that answers none; reponse is the code of an
-- answer, empty when the word gives none.
CREATE TABLE titre_connu (
    titre TEXT PRIMARY KEY,
    colonne TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE mot_connu (
    question TEXT NOT NULL,
    mot TEXT NOT NULL,
    reponse TEXT NOT NULL,
    PRIMARY KEY (question, mot)
) STRICT, WITHOUT ROWID;
