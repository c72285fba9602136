const API = "transformasi_asn.disposisi.api.";

frappe.ui.form.on("Surat Tugas", {
	refresh(frm) {
		const { lock_all, unlock, text } = transformasi_asn.tampil;
		const { add_button } = transformasi_asn.alur;
		const t = frm.doc.__onload?.tampilan || {};
		frm.layout.wrapper.find(".asn-langkah").remove();
		frm.toggle_display(["disposisi", "naskah"], false);
		for (const aksi of ["cannot_add_rows", "cannot_delete_rows"]) {
			frm.fields_dict.petugas.grid[aksi] = aksi === "cannot_add_rows" || !t.boleh_ubah;
		}
		unlock(frm);
		if (!t.boleh_ubah) {
			lock_all(frm);
			frm.disable_save();
		}
		if (t.catatan?.length) frm.set_intro(t.catatan.map(text).join("<br>"), "orange");
		add_button(frm, __("Lihat Disposisi"), () => frappe.set_route("Form", "Disposisi", frm.doc.disposisi));
		if (t.boleh_ubah) add_button(frm, __("Terbitkan"), () => issue(frm), true);
		if (t.boleh_cabut) add_button(frm, __("Cabut"), () => revoke(frm));
		if (frm.doc.keadaan === "Terbit") add_button(frm, __("Cetak"), () => frm.print_doc(), true);
	},
});

async function issue(frm) {
	if (frm.is_dirty()) await frm.save();
	if (frm.is_dirty()) return;
	const { text } = transformasi_asn.tampil;
	frappe.confirm(
		__("Terbitkan {0} nomor {1}? Sesudah terbit isinya tetap; yang ditugaskan diberi tahu.", [
			text(frm.doc.judul),
			`<b>${text(frm.doc.nomor) || __("(belum diisi)")}</b>`,
		]),
		async () => {
			await frappe.xcall(API + "terbitkan_surat_tugas", { name: frm.doc.name });
			await frm.reload_doc();
			frappe.show_alert({ message: __("Sudah terbit."), indicator: "green" });
		}
	);
}

function revoke(frm) {
	frappe.prompt(
		{ fieldname: "alasan", fieldtype: "Small Text", label: __("Alasan"), reqd: 1 },
		async ({ alasan }) => {
			await frappe.xcall(API + "cabut_surat_tugas", { name: frm.doc.name, alasan });
			await frm.reload_doc();
		},
		__("Cabut Surat Tugas"),
		__("Cabut")
	);
}
