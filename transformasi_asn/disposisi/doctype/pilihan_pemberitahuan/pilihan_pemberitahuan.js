frappe.ui.form.on("Pilihan Pemberitahuan", {
	refresh(frm) {
		// the rows are the channels that the admin has set up
		const kanal = frm.get_field("kanal").grid;
		kanal.cannot_add_rows = true;
		frm.set_df_property("kanal", "cannot_delete_rows", 1);
		kanal.refresh();
		if (!(frm.doc.kanal || []).length) {
			frm.set_intro(__("Admin belum mengaktifkan kanal apa pun; pemberitahuan ada di aplikasi saja."), "blue");
		}
	},
});
