// The working calendar of a unit, to look at: hours of the week, and days off with their names.
frappe.provide("transformasi_asn.kalender");

const { text, pill } = transformasi_asn.tampil;
const jam = (menit) => `${String(Math.floor(menit / 60)).padStart(2, "0")}.${String(menit % 60).padStart(2, "0")}`;

transformasi_asn.kalender.show = (unit_kerja) => {
	const dialog = new frappe.ui.Dialog({
		title: __("Kalender Kerja"),
		size: "large",
		fields: [
			{ fieldname: "unit_kerja", fieldtype: "Link", options: "Unit Kerja", label: __("Unit kerja"), default: unit_kerja || "" },
			{ fieldtype: "Column Break" },
			{ fieldname: "tahun", fieldtype: "Int", label: __("Tahun"), default: new Date().getFullYear() },
			{ fieldtype: "Section Break" },
			{ fieldname: "isi", fieldtype: "HTML" },
		],
	});
	let giliran = 0;
	const muat = async () => {
		const saya = ++giliran;
		const k = await frappe.xcall("transformasi_asn.tata_kerja.api.kalender_kerja", {
			unit_kerja: dialog.get_value("unit_kerja") || null,
			tahun: dialog.get_value("tahun") || null,
		});
		if (saya === giliran) dialog.get_field("isi").$wrapper.html(render(k));
	};
	for (const field of ["unit_kerja", "tahun"]) dialog.fields_dict[field].df.onchange = muat;
	dialog.show();
	muat();
};

function render(k) {
	const minggu = k.minggu
		.map(
			(h) => `<tr><td>${text(__(h.hari))}</td>
			<td>${h.sesi.map(([dari, ke]) => `${jam(dari)}–${jam(ke)}`).join(", ") || `<span class="text-muted">${__("libur")}</span>`}</td></tr>`
		)
		.join("");
	const libur = k.libur
		.map(
			(l) => `<tr><td>${text(frappe.datetime.str_to_user(l.tanggal))}</td><td>${text(l.nama)}</td>
			<td>${l.nasional ? pill(__("nasional"), "gray") : pill(l.unit_kerja ? l.unit_kerja : __("semua unit"), "blue")}</td></tr>`
		)
		.join("");
	return `<p>${__("{0} jam kerja seminggu, tanpa istirahat", [`<b>${text(format_number(k.jam_seminggu, null, 2))}</b>`])}</p>
		<table class="table table-sm">${minggu}</table>
		<p>${__("Hari libur selain akhir pekan: {0}", [`<b>${k.libur.length}</b>`])}</p>
		<table class="table table-sm">${libur}</table>
		<p class="text-muted">${__("Tanggal bertanda (perkiraan) belum pasti; koreksi di Hari Libur Daerah bila penetapannya sudah keluar.")}</p>`;
}
