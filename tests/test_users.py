"""Several users of one vault: each her passphrase, her role and what it lets her do."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.casework import PERSONNE
from models.failure import Failure
from models.fields import Answers
from models.forms import personne
from models.passphrase import weakness
from models.roles import Action, Role, may, require
from storage import durable, header, keys, vault
from storage.failures import DiskTrouble, VaultClosed, WrongPassphrase
from tests import vaults
from tests.campaigns.header import quick_derivation
from tests.vaults import PASSPHRASE, USER, WRONG_PASSPHRASE, Watch

NEW = "poirier lanterne hibou castor ruisseau cerceau flanelle"


@pytest.fixture
def opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Watch) -> vault.Opening:
    """A vault of Claire's, its derivation made quick."""
    monkeypatch.setattr(keys, "_derive", quick_derivation)
    monkeypatch.setattr(keys, "raised", lambda *_: None)
    return vault.prepare(tmp_path / "coffre", USER, PASSPHRASE, clock, cost=keys.FLOOR)


@pytest.fixture
def opened(opening: vault.Opening, clock: Watch) -> Iterator[vault.Vault]:
    with vault.open_database(opening, clock) as each:
        yield each


def id_of(opened: vault.Vault, name: str) -> str:
    return next(each.id for each in opened.users.all() if each.name == name)


def open_as(folder: Path, passphrase: str, name: str) -> vault.Vault:
    return vault.open_vault(folder, passphrase, Watch(), name)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_what_each_role_may_do(role: Role, action: Action):
    """The matrix: managing the post is for whoever is responsible for it, the casework for everybody."""
    assert may(role, action) is (role is Role.RESPONSABLE)
    if not may(role, action):
        with pytest.raises(Failure, match=f"Seule une personne responsable du poste peut {action.value}"):
            require(role, action)


def test_a_colleague_gets_a_passphrase_that_she_replaces_by_her_own(opened: vault.Vault):
    folder = opened.folder
    assert [(each.name, each.role, each.is_me) for each in opened.users.all()] == [
        (USER, Role.RESPONSABLE, True)
    ]
    phrase = opened.users.add("  Anne-Lise ", Role.INTERVENANT)
    assert weakness(phrase) is None
    added = opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": "Lévêque"}))
    opened.close()
    with open_as(folder, phrase, "Anne-Lise") as hers:
        me = hers.users.me
        assert (me.name, me.role, me.provisional) == ("Anne-Lise", Role.INTERVENANT, True)
        assert hers.records.all(PERSONNE) == (added,)
        assert hers.name_of(hers.records._author) == "Anne-Lise"
        hers.users.choose_passphrase(NEW)
        assert not hers.users.me.provisional
    with pytest.raises(WrongPassphrase):
        open_as(folder, phrase, "Anne-Lise")
    open_as(folder, NEW, "Anne-Lise").close()
    open_as(folder, PASSPHRASE, USER).close()


def test_a_passphrase_is_changed_without_encrypting_the_data_again(opened: vault.Vault):
    folder, before = opened.folder, opened._database._path.read_bytes()[:16]
    head = header.read(folder).header
    opened.users.change_passphrase(PASSPHRASE, NEW)
    now = header.read(folder)
    assert (now.header.generation, now.header.vault_id) == (head.generation, head.vault_id)
    assert now.is_authentic(opened._keyring.master_key)
    assert (folder / header.NAME).read_bytes() == (folder / header.COPY).read_bytes()
    opened.close()
    assert vaults.database(replace(opened._opened)).read_bytes()[:16] == before
    with pytest.raises(WrongPassphrase):
        open_as(folder, PASSPHRASE, USER)
    open_as(folder, NEW, USER).close()


@pytest.mark.parametrize(
    ("former", "new", "told"),
    [
        (WRONG_PASSPHRASE, NEW, "Phrase de passe incorrecte"),
        (PASSPHRASE, "trop court", "trop facile à deviner"),
        (PASSPHRASE, f" {PASSPHRASE}  ", "la même phrase"),
    ],
)
def test_a_passphrase_that_cannot_be_changed_stays(opened: vault.Vault, former: str, new: str, told: str):
    before = header.read(opened.folder)
    with pytest.raises(Failure, match=told):
        opened.users.change_passphrase(former, new)
    assert header.read(opened.folder) == before


def test_whoever_manages_the_post_opens_the_slot_of_a_colleague_who_forgot(opened: vault.Vault):
    folder = opened.folder
    first = opened.users.add("Anne-Lise", Role.INTERVENANT)
    again = opened.users.reset(id_of(opened, "Anne-Lise"))
    assert again != first
    opened.close()
    with pytest.raises(WrongPassphrase):
        open_as(folder, first, "Anne-Lise")
    with open_as(folder, again, "Anne-Lise") as hers:
        assert hers.users.me.provisional


def test_a_worker_manages_nobody_but_herself(opened: vault.Vault):
    folder, phrase = opened.folder, opened.users.add("Anne-Lise", Role.INTERVENANT)
    opened.close()
    with open_as(folder, phrase, "Anne-Lise") as hers:
        users, claire = hers.users, id_of(hers, USER)
        for attempt in (
            lambda: users.add("Zoé", Role.RESPONSABLE),
            lambda: users.reset(claire),
            lambda: users.set_role(claire, Role.INTERVENANT),
            lambda: users.set_role(users.me.id, Role.RESPONSABLE),
            lambda: users.rename(claire, "Quelqu’un"),
        ):
            before = header.read(folder)
            with pytest.raises(Failure, match="Seule une personne responsable du poste"):
                attempt()
            assert header.read(folder) == before
        users.change_passphrase(phrase, NEW)
        users.rename(users.me.id, "Anne-Lise B.")
        assert hers.user == "Anne-Lise B."


def test_roles_change_and_somebody_always_manages_the_vault(opened: vault.Vault):
    opened.users.add("Anne-Lise", Role.INTERVENANT)
    with pytest.raises(Failure, match="n’aurait plus de responsable"):
        opened.users.set_role(opened.users.me.id, Role.INTERVENANT)
    opened.users.set_role(id_of(opened, "Anne-Lise"), Role.RESPONSABLE)
    opened.users.set_role(opened.users.me.id, Role.INTERVENANT)
    assert [each.role for each in opened.users.all()] == [Role.INTERVENANT, Role.RESPONSABLE]


@pytest.mark.parametrize("name", ["", "  ", "claire", "a" * 81, "Anne\nLise", "\u202eAnne"])
def test_a_name_that_cannot_be_told_from_another_is_refused(opened: vault.Vault, name: str):
    with pytest.raises(Failure):
        opened.users.add(name, Role.INTERVENANT)
    assert len(opened.users.all()) == 1


def test_nothing_is_written_in_the_key_file_once_the_vault_is_closed(opened: vault.Vault):
    """What a colleague changes in her session is not undone by what ends late in this one."""
    users = opened.users
    opened.close()
    before = header.read(opened.folder)
    with pytest.raises(VaultClosed, match="verrouillé entre-temps"):
        users.add("Anne-Lise", Role.INTERVENANT)
    assert header.read(opened.folder) == before


@pytest.mark.parametrize("nth", [1, 2])
def test_a_disk_that_refuses_leaves_one_passphrase_and_says_which(
    opened: vault.Vault, monkeypatch: pytest.MonkeyPatch, nth: int
):
    """The first copy is the one that counts: when only the second is refused, the change is made."""
    write, count = durable.write, 0

    def refuse(path: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count >= nth:
            raise OSError(5, "refused")
        write(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(durable, "write", refuse)
        if nth == 1:
            with pytest.raises(DiskTrouble):
                opened.users.change_passphrase(PASSPHRASE, NEW)
        else:
            opened.users.change_passphrase(PASSPHRASE, NEW)
    opened.close()
    good, bad = (PASSPHRASE, NEW) if nth == 1 else (NEW, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        open_as(opened.folder, bad, USER)
    open_as(opened.folder, good, USER).close()
    assert header.damages(opened.folder) == []


def test_the_derivation_is_raised_when_the_machine_bears_more_and_never_lowered(
    opening: vault.Opening, clock: Watch, monkeypatch: pytest.MonkeyPatch
):
    more = keys.Cost(128 * 1024, 3, 4)
    monkeypatch.setattr(keys, "raised", lambda cost, _: more if cost == keys.FLOOR else None)

    def cost() -> keys.Cost:
        return header.read(opening.folder).header.slots[0].wrapped.cost

    with vault.open_vault(opening.folder, PASSPHRASE, clock) as opened:
        assert cost() == keys.FLOOR, "the opening does not wait for it"
        opened.strengthen()
        assert cost() == more
    with vault.open_vault(opening.folder, PASSPHRASE, clock) as opened:
        opened.strengthen()
        assert cost() == more


def test_a_passphrase_changed_meanwhile_is_not_brought_back(
    opening: vault.Opening, clock: Watch, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keys, "raised", lambda *_: keys.Cost(128 * 1024, 3, 4))
    with vault.open_vault(opening.folder, PASSPHRASE, clock) as opened:
        opened.users.change_passphrase(PASSPHRASE, NEW)
        opened.strengthen()
    with pytest.raises(WrongPassphrase):
        open_as(opening.folder, PASSPHRASE, USER)
    open_as(opening.folder, NEW, USER).close()


@pytest.mark.parametrize(
    ("memory", "seconds", "gigabytes", "raised"),
    [
        (64, 0.1, 16, 128), (256, 0.7, 16, 512), (256, 0.79, 16, None), (256, 0.8, 16, None),
        (64, 0.1, 0.3, None), (512, 0.5, 16, 1024), (1024, 0.5, 64, None),
    ],
)  # fmt: skip
def test_by_how_much_it_is_raised(
    monkeypatch: pytest.MonkeyPatch, memory: int, seconds: float, gigabytes: float, raised: int | None
):
    monkeypatch.setattr(keys, "total_memory", lambda: int(gigabytes * 2**30))
    found = keys.raised(keys.Cost(memory * 1024, 3, 4), seconds)
    assert (found.memory // 1024 if found else None) == raised
