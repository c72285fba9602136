const API = "transformasi_asn.disposisi.api.";
const ALAMAT = { aktif: 1, jumlah_kursi: 1, jenis: ["not in", ["Fungsional", "Pelaksana"]] };

frappe.ui.form.on("Naskah Masuk", {
	setup(frm) {
		frm.set_query("unit_penerima", () => ({ filters: { aktif: 1, perangkat_daerah: 1 } }));
		frm.set_query("tujuan_jabatan", () => ({ filters: ALAMAT }));
		frm.set_query("pemberi_arahan", () => ({ filters: ALAMAT }));
		frm.set_query("jenis_naskah", () => ({ filters: { aktif: 1, bentuk: frm.doc.bentuk } }));
		frm.set_query("klasifikasi", () => ({ filters: { aktif: 1 } }));
		frm.set_query("kegiatan", () => ({ filters: { aktif: 1 } }));
	},

	async refresh(frm) {
		frm.toggle_display("alasan", false);
		transformasi_asn.alur.offer_steps(frm);
		if (frm.is_new()) return propose(frm);
		const nama = frm.doc.name;
		const t = await frappe.xcall(API + "tampilan_naskah", { naskah: nama });
		if (frm.doc.name !== nama) return;
		show(frm, t);
		limit_fields(frm, t);
		frm.lihat_kemajuan = () => (frm.is_dirty() ? null : frm.reload_doc());
		if (t.boleh_disposisi) {
			const buka = () => frappe.new_doc("Disposisi", { naskah: nama });
			transformasi_asn.alur.add_button(frm, __("Disposisikan"), buka, true);
			transformasi_asn.alur.add_button(frm, __("Disposisi Cepat"), () =>
				transformasi_asn.cepat.open({ naskah: [nama] }, () => frm.reload_doc())
			);
		}
	},

	async unit_penerima(frm) {
		if (!frm.is_new() || !frm.doc.unit_penerima) return;
		const usul = await frappe.xcall(API + "usul_naskah", { unit_kerja: frm.doc.unit_penerima });
		if (usul.tujuan_jabatan) frm.set_value("tujuan_jabatan", usul.tujuan_jabatan);
	},

	bentuk(frm) {
		frm.set_value("jenis_naskah", null);
	},
});

// A registrar's own unit and its head are the usual address.
async function propose(frm) {
	transformasi_asn.tampil.put(frm, "garis_pola", "");
	if (frm.doc.unit_penerima) return;
	const usul = await frappe.xcall(API + "usul_naskah");
	if (usul.unit_penerima && frm.is_new() && !frm.doc.unit_penerima) {
		await frm.set_value("unit_penerima", usul.unit_penerima);
	}
}

// What is a record stays; who has no part in the letter reads it.
function limit_fields(frm, t) {
	const { lock, lock_all, unlock } = transformasi_asn.tampil;
	unlock(frm);
	lock(frm, ["unit_penerima"]);
	if (frm.doc.tahap !== "Baru") {
		lock(frm, ["tujuan_jabatan", "keamanan", "nomor_surat", "pengirim", "perihal"]);
	}
	if (!t.peran.length || ["Selesai", "Batal"].includes(frm.doc.tahap)) lock_all(frm);
}

function show(frm, t) {
	const { put, decision_line, tree, progress } = transformasi_asn.tampil;
	const judul = (g) => (g.usulan ? __("Usul pola:") : t.garis.length > 1 ? g.pemberi : "");
	put(frm, "garis_pola", t.garis.map((g) => decision_line(g, { judul: judul(g) })).join(""));
	put(frm, "pohon", progress(t.kemajuan) + tree(t.pohon));
}
