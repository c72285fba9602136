// Letters that need no disposition leave the queue, one with a click or many with a reason.
frappe.provide("transformasi_asn.tanpa");

// Kinds that usually need no disposition.
let jenis_tanpa = null;

transformasi_asn.tanpa.read_kinds = async () => {
	if (!jenis_tanpa) {
		const jenis = await frappe.db.get_list("Jenis Naskah", { filters: { tanpa_disposisi: 1 }, limit: 0 });
		jenis_tanpa = new Set(jenis.map((j) => j.name));
	}
	return jenis_tanpa;
};

transformasi_asn.tanpa.is_usual = (jenis) => Boolean(jenis_tanpa && jenis_tanpa.has(jenis));

// `naskah`: rows with name and jenis_naskah; `langsung`: without asking for a reason.
transformasi_asn.tanpa.mark = async (naskah, langsung, selesai) => {
	if (langsung) {
		await transformasi_asn.tanpa.read_kinds();
		const biasa = transformasi_asn.tanpa.is_usual(naskah[0].jenis_naskah);
		return send(naskah, biasa ? "" : __("Tidak memerlukan disposisi."), selesai);
	}
	frappe.prompt(
		{ fieldname: "alasan", fieldtype: "Small Text", label: __("Alasan"), reqd: 1, default: __("Tidak memerlukan disposisi.") },
		({ alasan }) => send(naskah, alasan, selesai),
		__("{0} naskah tanpa disposisi", [naskah.length]),
		__("Tanpa disposisi")
	);
};

async function send(naskah, alasan, selesai) {
	const hasil = await frappe.xcall("transformasi_asn.disposisi.api.tandai_tanpa_disposisi", {
		naskah: naskah.map((n) => n.name),
		alasan,
	});
	const gagal = hasil.filter((h) => !h.berhasil);
	const { text } = transformasi_asn.tampil;
	if (gagal.length) {
		frappe.msgprint({
			title: __("Belum keluar dari antrean"),
			message: gagal.map((g) => `${text(g.nomor_agenda || "")} ${text(g.pesan)}`).join("<br>"),
			indicator: "orange",
		});
	}
	if (hasil.length > gagal.length) {
		frappe.show_alert({ message: __("{0} naskah keluar dari antrean", [hasil.length - gagal.length]), indicator: "green" });
	}
	if (selesai) selesai(hasil);
}
