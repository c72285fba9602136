frappe.ui.form.on("Pemindahan Status", {
	async setup(frm) {
		const name = ["in", await frappe.xcall("transformasi_asn.alur.api.list_doctype")];
		frm.set_query("document_type", { filters: { name } });
	},

	refresh(frm) {
		if (frm.doc.docstatus === 1 && frm.doc.keadaan !== "Selesai") {
			frm.add_custom_button(__("Lanjutkan"), () => frm.call("lanjutkan").then(() => frm.reload_doc()));
		}
	},
});
