frappe.ui.form.on("Kontribusi Tim", {
	refresh(frm) {
		if (frm.is_new()) return;
		const pemeriksa = (frm.doc.peran_saya || "").includes("pemeriksa");
		if (!pemeriksa || frm.doc.keadaan !== "Diajukan") {
			if (frm.doc.keadaan === "Diterima") frm.disable_form();
			return;
		}
		const { add_button } = transformasi_asn.alur;
		add_button(frm, __("Terima"), () => decide(frm, 1), true);
		add_button(frm, __("Kembalikan"), () => decide(frm, 0));
	},
});

function decide(frm, terima) {
	const judul = terima ? __("Terima") : __("Kembalikan");
	frappe.prompt(
		{ fieldname: "catatan", fieldtype: "Small Text", label: __("Catatan"), reqd: terima ? 0 : 1 },
		async ({ catatan }) => {
			await frappe.xcall("transformasi_asn.pokja.api.periksa_kontribusi", {
				kontribusi: frm.doc.name,
				terima,
				catatan: catatan || "",
			});
			await frm.reload_doc();
		},
		judul,
		judul
	);
}
