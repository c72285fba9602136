// A number card of ours leads to what it counts.
const KOTAK = {
	"Tugas Belum Dibaca": "Belum dibaca",
	"Tugas Untuk Dikerjakan": "Untuk dikerjakan",
	"Tugas Terlambat": "Terlambat",
	"Laporan Masuk": "Laporan masuk",
	"Tugas Saya Berikan": "Saya berikan",
};

$(document).on("click", ".number-widget-box .widget-body, .number-widget-box .widget-title", async function () {
	const nama = $(this).closest(".widget").attr("data-widget-name");
	if (KOTAK[nama]) return frappe.set_route("query-report", "Kotak Tugas", { kotak: KOTAK[nama] });
	if (nama !== "Menunggu Disposisi Saya") return;
	const jabatan = await frappe.xcall("transformasi_asn.disposisi.api.jabatan_saya");
	frappe.set_route("List", "Naskah Masuk", "List", {
		tahap: "Baru",
		tujuan_jabatan: ["in", jabatan.map((j) => j.jabatan)],
	});
});
