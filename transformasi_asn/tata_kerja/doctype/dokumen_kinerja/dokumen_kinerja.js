frappe.ui.form.on("Dokumen Kinerja", {
	refresh(frm) {
		if (!frm.is_new() && !frm.doc.__onload?.boleh_ubah) frm.disable_form();
	},
});
