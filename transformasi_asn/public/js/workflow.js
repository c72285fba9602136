// Loading the meta of the governed DocType brings its workflow along and replaces the document under an
// open Workflow form; edits would then go to a copy that is never saved. The form takes up the new one.
frappe.ui.form.on("Workflow", {
	refresh(frm) {
		if (frm.is_new() || !frm.doc.document_type) return;
		frappe.model.with_doctype(frm.doc.document_type, () => {
			const terkini = frappe.get_doc(frm.doctype, frm.docname);
			if (terkini && terkini !== frm.doc && !frm.is_dirty()) frm.refresh();
		});
	},
});
