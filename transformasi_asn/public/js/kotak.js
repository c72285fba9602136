// A number card of our workspace leads to what it counts.
const KOTAK = {
	"Belum dibaca": "Belum dibaca",
	"Untuk dikerjakan": "Untuk dikerjakan",
	Terlambat: "Terlambat",
	"Laporan masuk": "Laporan masuk",
	"Saya berikan, belum selesai": "Saya berikan",
};

// the cards of the inbox report are not left behind on another page
$(() => frappe.router.on("change", () => $(".asn-kartu").remove()));

$(document).on("click", "[number_card_name] .widget-body, [number_card_name] .widget-title", async function () {
	if (frappe.get_route()[1] !== "Transformasi ASN") return;
	const nama = $(this).closest("[number_card_name]").attr("number_card_name");
	if (KOTAK[nama]) return frappe.set_route("query-report", "Kotak Tugas", { kotak: KOTAK[nama] });
	if (nama !== "Menunggu disposisi saya") return;
	const jabatan = await frappe.xcall("transformasi_asn.disposisi.api.jabatan_saya");
	frappe.set_route("List", "Naskah Masuk", "List", {
		tahap: "Baru",
		tujuan_jabatan: ["in", jabatan.map((j) => j.jabatan)],
	});
});
