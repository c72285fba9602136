frappe.ui.form.on("Kegiatan", {
	async refresh(frm) {
		if (frm.is_new() || !frm.doc.aktif) return;
		if (!(await transformasi_asn.tugaskan.posts()).length) return;
		frm.remove_custom_button(__("Tugaskan"));
		frm.add_custom_button(__("Tugaskan"), () =>
			transformasi_asn.tugaskan.open({ kegiatan: frm.doc.name, perihal: frm.doc.nama })
		);
	},
});
