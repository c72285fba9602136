frappe.ui.form.on("Pegawai ASN", {
	refresh(frm) {
		frm.trigger("show_jabatan_kini");
		if (!frm.is_new() && frappe.model.can_create("Penempatan")) {
			frm.add_custom_button(__("Penempatan Baru"), () =>
				frappe.new_doc("Penempatan", { pegawai: frm.doc.name })
			);
		}
	},

	show_jabatan_kini(frm) {
		const aman = frappe.utils.escape_html;
		const baris = (frm.doc.__onload?.jabatan_kini || []).map((j) => {
			const masa = j.selesai
				? __("{0} sampai sebelum {1}", [
						frappe.datetime.str_to_user(j.mulai),
						frappe.datetime.str_to_user(j.selesai),
				  ])
				: __("sejak {0}", [frappe.datetime.str_to_user(j.mulai)]);
			const kapasitas = j.kapasitas === "Definitif" ? "" : `${aman(j.kapasitas)} `;
			const peran = (j.peran || []).map((p) => `<br>${aman(p)}`).join("");
			return `<p><b>${kapasitas}${aman(j.jabatan)}</b><br>
				<span class="text-muted">${aman(j.unit || "")} · ${masa}</span>${peran}</p>`;
		});
		const kosong = `<p class="text-muted">${__("Tidak memegang jabatan hari ini.")}</p>`;
		frm.get_field("jabatan_kini").$wrapper.html(baris.join("") || kosong);
	},
});
