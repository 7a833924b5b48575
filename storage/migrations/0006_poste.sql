-- The station itself: its name, its employer, its posts and what they cost. Nothing of anybody received.
CREATE TABLE poste (
    seul INTEGER PRIMARY KEY CHECK (seul = 1),
    modifie_le TEXT NOT NULL,
    auteur TEXT NOT NULL,
    reponses TEXT NOT NULL CHECK (json_valid(reponses))
) STRICT;
