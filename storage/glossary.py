"""What the titles and the words of former sheets stand for, kept from one sheet to the next."""

from models.vocabulary import Vocabulary
from storage.database import Database


class Glossary:
    """Reads and keeps the one vocabulary of an open vault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> Vocabulary:
        titles = self._database.rows("SELECT titre, colonne FROM titre_connu")
        words = self._database.rows("SELECT question, mot, reponse FROM mot_connu")
        return Vocabulary(dict(titles), {(question, word): code for question, word, code in words})

    def keep(self, vocabulary: Vocabulary) -> None:
        """Replace what was kept."""
        before = self.read()
        with self._database.transaction():
            for question, word in before.words.keys() - vocabulary.words.keys():
                self._database.execute(
                    "DELETE FROM mot_connu WHERE question = ? AND mot = ?", (question, word)
                )
            for title, column in vocabulary.titles.items() - before.titles.items():
                self._database.execute("INSERT OR REPLACE INTO titre_connu VALUES (?, ?)", (title, column))
            for (question, word), code in vocabulary.words.items() - before.words.items():
                self._database.execute(
                    "INSERT OR REPLACE INTO mot_connu VALUES (?, ?, ?)", (question, word, code)
                )
