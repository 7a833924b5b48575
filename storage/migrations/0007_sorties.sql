-- What a file that left says, when its bytes do not tell: sealed by a phrase, it is other bytes each time.
ALTER TABLE sortie ADD COLUMN contenu TEXT;
CREATE TRIGGER sortie_contenu_inchange BEFORE UPDATE OF contenu ON sortie
BEGIN SELECT RAISE(ABORT, 'journal'); END;

-- The digest of the file of an exhibit, by which a document made of many is compared without being made.
ALTER TABLE piece_fichier ADD COLUMN empreinte TEXT;
