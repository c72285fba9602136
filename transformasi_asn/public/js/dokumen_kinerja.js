// The leader starts work from a line of his plan.
frappe.ui.form.on("Dokumen Kinerja", {
	async refresh(frm) {
		if (frm.is_new() || !frm.doc.target?.length) return;
		if (!(await transformasi_asn.tugaskan.posts()).length) return;
		frm.remove_custom_button(__("Tugaskan"));
		frm.add_custom_button(__("Tugaskan"), () => choose(frm));
	},
});

function choose(frm) {
	frappe.prompt(
		{ fieldname: "kegiatan", fieldtype: "Link", options: "Kegiatan", label: __("Kegiatan"), reqd: 1, only_select: 1,
			get_query: () => ({ filters: { name: ["in", frm.doc.target.map((b) => b.kegiatan)] } }) },
		async ({ kegiatan }) => {
			const { message } = await frappe.db.get_value("Kegiatan", kegiatan, "nama");
			transformasi_asn.tugaskan.open({ kegiatan, perihal: message.nama });
		},
		__("Tugaskan"),
		__("Lanjut")
	);
}
