frappe.ui.form.on("Penugasan Koordinator", {
	setup(frm) {
		frm.set_query("pegawai", () => ({ filters: { aktif: 1 } }));
		frm.set_query("pegawai", "anggota", () => ({ filters: { aktif: 1 } }));
		frm.set_query("unit_kerja", () => ({ filters: { aktif: 1 } }));
		frm.set_query("pemberi_jabatan", () => ({
			filters: { aktif: 1, jumlah_kursi: 1, jenis: ["not in", ["Fungsional", "Pelaksana"]] },
		}));
	},

	async refresh(frm) {
		if (frm.is_new()) {
			if (!frm.doc.pemberi_jabatan) {
				const jabatan = await frappe.xcall("transformasi_asn.organisasi.api.usul_pemberi_koordinator");
				if (jabatan && !frm.doc.pemberi_jabatan) await frm.set_value("pemberi_jabatan", jabatan);
			}
			return;
		}
		if (can_end(frm)) transformasi_asn.alur.add_button(frm, __("Akhiri"), () => end(frm));
	},
});

function can_end(frm) {
	const { mulai, selesai } = frm.doc;
	const hari_ini = frappe.datetime.get_today();
	return frm.perm[0]?.write && mulai <= hari_ini && (!selesai || selesai > hari_ini);
}

function end(frm) {
	frappe.prompt(
		[
			{
				fieldname: "hari_terakhir", fieldtype: "Date", label: __("Hari terakhir bertugas"), reqd: 1,
				default: frappe.datetime.get_today(),
			},
			{ fieldname: "alasan", fieldtype: "Small Text", label: __("Alasan"), reqd: 1 },
		],
		async ({ hari_terakhir, alasan }) => {
			await frm.set_value({
				selesai: frappe.datetime.add_days(hari_terakhir, 1),
				alasan_berakhir: alasan,
			});
			await frm.save();
		},
		__("Akhiri"),
		__("Akhiri")
	);
}
