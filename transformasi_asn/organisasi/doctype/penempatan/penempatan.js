frappe.ui.form.on("Penempatan", {
	setup(frm) {
		frm.set_query("pegawai", () => ({ filters: { aktif: 1 } }));
		frm.set_query("jabatan", () => ({ filters: { aktif: 1 } }));
	},
});
