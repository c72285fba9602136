frappe.ui.form.on("Pokja", {
	setup(frm) {
		frm.set_query("unit_kerja", () => ({ filters: { aktif: 1, perangkat_daerah: 1 } }));
		frm.set_query("pimpinan", () => ({
			filters: frm.jabatan_saya
				? { name: ["in", frm.jabatan_saya.map((j) => j.jabatan)] }
				: { aktif: 1, jenis: ["not in", ["Fungsional", "Pelaksana"]] },
		}));
		frm.set_query("pegawai", "anggota", () => ({ filters: { aktif: 1 } }));
	},

	async refresh(frm) {
		frm.toggle_display(["tahap", "peran_saya"], false);
		transformasi_asn.alur.offer_steps(frm);
		if (frm.is_new() || (frm.doc.peran_saya || "").includes("pimpinan")) {
			frm.add_custom_button(__("Usulkan Anggota"), () => transformasi_asn.tim.propose_members(frm));
		}
		if (frm.is_new()) await propose(frm);
	},
});

// A team is formed by the post that its maker is in charge of.
async function propose(frm) {
	if (frm.jabatan_saya) return;
	const jabatan = await frappe.xcall("transformasi_asn.disposisi.api.jabatan_saya");
	if (jabatan.length) frm.jabatan_saya = jabatan;
	if (jabatan.length && !frm.doc.pimpinan) await frm.set_value("pimpinan", jabatan[0].jabatan);
	if (!frm.doc.unit_kerja) {
		const usul = await frappe.xcall("transformasi_asn.disposisi.api.usul_naskah");
		if (usul.unit_penerima) await frm.set_value("unit_kerja", usul.unit_penerima);
	}
}
