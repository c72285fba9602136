frappe.ui.form.on("Jam Kerja", {
	refresh(frm) {
		frm.add_custom_button(__("Kalender Kerja"), () => transformasi_asn.kalender.show(frm.doc.unit_kerja));
	},
});
