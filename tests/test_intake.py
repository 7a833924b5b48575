"""What is brought for an exhibit is made anew or refused, whatever it hides."""

from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from exports import examination, intake, jpeg, pdf_file
from models.exhibit import LARGEST
from models.failure import Failure
from tests import exhibit_files
from tests.exhibit_files import CANARY, NESTED, PLACE, TO_BE_CLEANED, TO_BE_REFUSED


def everything(data: bytes) -> bytes:
    """The file, its streams decompressed, and its texts however they are written."""
    return pdf_file.unpacked(data) + "\n".join(pdf_file.strings(data)).encode()


@pytest.mark.parametrize("name", TO_BE_CLEANED)
def test_what_is_not_shown_is_left_behind(name: str):
    brought = TO_BE_CLEANED[name]
    content = intake.taken_in(brought)
    found = everything(content.data)
    assert content.pages == 1
    for told in (CANARY, PLACE, "JavaScript", "Launch", "EmbeddedFile", "Annots", "Metadata", "/Info"):
        assert told.encode() not in found, told


@pytest.mark.parametrize("name", TO_BE_CLEANED)
def test_the_canaries_were_there(name: str):
    """The control: in the file as it was brought, each is found by the same search."""
    brought = TO_BE_CLEANED[name]
    found = everything(brought) if brought.startswith(b"%PDF") else brought
    assert CANARY.encode() in found


@pytest.mark.parametrize("name", TO_BE_REFUSED)
def test_what_cannot_be_made_anew_is_refused_in_a_sentence(name: str):
    brought, words = TO_BE_REFUSED[name]
    with pytest.raises(Failure, match=words) as refused:
        intake.taken_in(brought)
    assert "Rien n’a été pris" in str(refused.value)


def test_a_file_too_heavy_is_refused_before_it_is_read():
    intake.check_size(LARGEST)
    with pytest.raises(Failure, match="25 Mo"):
        intake.check_size(LARGEST + 1)


def test_what_is_shown_stays():
    content = intake.taken_in(exhibit_files.honest("Certificat du 12 mars", "Éléonore, cinq jours d’ITT"))
    first, second = pdf_file.page_texts(content.data)
    assert "Certificat du 12 mars" in first
    assert "Éléonore, cinq jours d’ITT" in second
    assert (content.pages, content.silent) == (2, 0)


def test_what_was_filled_in_a_form_becomes_part_of_the_page():
    """An attestation filled on a computer holds its words in fields: they are its content."""

    def fill(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T=pikepdf.String("nom"),
                V=pikepdf.String("Plumetis"),
                DA=pikepdf.String("/Helv 12 Tf 0 g"),
                Rect=[50, 500, 300, 520],
                F=4,
            )
        )
        helvetica = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        pdf.Root.AcroForm = pikepdf.Dictionary(
            Fields=[field],
            NeedAppearances=True,
            DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=helvetica)),
        )
        pdf.pages[0].Annots = pikepdf.Array([field])

    content = intake.taken_in(exhibit_files.altered(fill))
    assert "Plumetis" in pdf_file.page_texts(content.data)[0]
    assert b"AcroForm" not in everything(content.data)


def test_a_photo_is_a_page_without_text_the_right_way_up():
    content = intake.taken_in(exhibit_files.photo(size=(300, 700)))
    assert (content.pages, content.silent) == (1, 1)
    with pikepdf.open(BytesIO(content.data)) as pdf:
        _, _, width, height = map(float, pdf.pages[0].mediabox)
    assert height > width


def test_a_photo_taken_on_its_side_is_put_right():
    """Orientation 6: the camera was turned, the pixels were not."""
    taken = Image.new("RGB", (400, 200), "teal")
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    taken.save(out, "JPEG", exif=exif)
    with pikepdf.open(BytesIO(intake.taken_in(out.getvalue()).data)) as pdf:
        _, _, width, height = map(float, pdf.pages[0].mediabox)
    assert height > width


def test_the_same_file_gives_the_same_bytes():
    brought = exhibit_files.honest("Une page")
    assert intake.taken_in(brought) == intake.taken_in(brought)


def test_a_jpeg_keeps_its_pixels_and_nothing_else():
    brought = exhibit_files.photo()
    kept = jpeg.bare(brought)
    assert CANARY.encode() not in kept
    assert len(kept) < len(brought)
    assert jpeg.bare(kept) == kept


VALID = (exhibit_files.honest("Une page"), *TO_BE_CLEANED.values())


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_damage_raises_anything_but_a_refusal(data: st.DataObject):
    brought = bytearray(data.draw(st.sampled_from(VALID)))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(brought) - 1))
        kind = data.draw(st.sampled_from(("flip", "cut", "repeat")))
        if kind == "flip":
            brought[at] = data.draw(st.integers(0, 255))
        elif kind == "cut":
            del brought[at : at + data.draw(st.integers(1, 40))]
        else:
            brought[at:at] = brought[at : at + data.draw(st.integers(1, 40))]
        if not brought:
            break
    try:
        content = intake.taken_in(bytes(brought))
    except Failure:
        return
    assert content.pages > 0


# In a process of its own.


def test_a_file_is_examined_outside_of_the_process_that_holds_the_keys():
    assert examination.examined(exhibit_files.honest("Une page"), lambda: False).pages == 1
    with pytest.raises(Failure, match="ni un PDF"):
        examination.examined(b"Bonjour", lambda: False)


def test_a_file_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(examination, "_LONGEST", 3.0)
    with pytest.raises(Failure, match="abîmé"):
        examination.examined(NESTED, lambda: False)


def test_an_examination_can_be_given_up():
    with pytest.raises(examination.Stopped):
        examination.examined(NESTED, lambda: True)
