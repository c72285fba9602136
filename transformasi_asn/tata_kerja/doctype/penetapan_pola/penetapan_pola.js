frappe.ui.form.on("Penetapan Pola", {
	refresh(frm) {
		frm.disable_save();
		frm.add_custom_button(__("Periksa Keutuhan"), async () => {
			const utuh = await frappe.xcall("transformasi_asn.tata_kerja.api.verify_penetapan", { name: frm.doc.name });
			frappe.msgprint({
				title: __("Periksa Keutuhan"),
				indicator: utuh ? "green" : "red",
				message: utuh
					? __("Penetapan ini masih sama dengan saat ditetapkan.")
					: __("Penetapan ini tidak lagi sama dengan saat ditetapkan. Laporkan kepada auditor."),
			});
		});
	},
});
