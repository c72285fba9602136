"""How a person is named together with the post he acts for: the one place that knows Plt., Plh., Pj. and a.n."""

ATAS_NAMA = "a.n."
ATASAN = "Atasan"

AWALAN = {"Plt": "Plt. ", "Plh": "Plh. ", "Pj.": "Pj. ", ATAS_NAMA: "a.n. ", ATASAN: "atasan "}
"""What stands before the name of the post, by capacity; a holder (Definitif) has nothing there.

`a.n.`: the configured substitute, or a secretary, acts in the name of the post. `Atasan`: nobody is in
place, so the work went up to the next person in place above.
"""


def name_post(nama_jabatan: str, kapasitas: str | None = None) -> str:
	"""The post as it is printed for this capacity: `Plh. Kepala Dinas X`."""
	return AWALAN.get(kapasitas or "", "") + nama_jabatan


def list_signed(nama_jabatan: str, kapasitas: str | None, sendiri: str | None) -> tuple[str, ...]:
	"""What stands above a signature, line by line; `sendiri` is the signer's own post as it is printed.

	In the name of a post one signs under its name with one's own; as the superior with one's own alone.
	"""
	if kapasitas == ATAS_NAMA and sendiri:
		return (name_post(nama_jabatan, kapasitas), sendiri)
	if kapasitas == ATASAN and sendiri:
		return (sendiri,)
	return (name_post(nama_jabatan, kapasitas),)


def label_of(nama: str, nama_jabatan: str | None, kapasitas: str | None = None) -> str:
	"""Name and post, as users ask to see a person: `I Wayan A (Plt. Kepala Dinas X)`."""
	return f"{nama} ({name_post(nama_jabatan, kapasitas)})" if nama_jabatan else nama
