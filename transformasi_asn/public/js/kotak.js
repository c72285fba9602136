// What the server says when something has moved for this user; no content travels along.
frappe.provide("transformasi_asn.kotak");

const PERISTIWA = ["asn_kotak", "notification"];
const pendengar = [];

transformasi_asn.kotak.listen = (kerja) => pendengar.push(kerja);

$(document).on("app_ready", () => {
	if (!frappe.realtime || !frappe.realtime.on) return;
	for (const peristiwa of PERISTIWA) frappe.realtime.on(peristiwa, () => pendengar.forEach((kerja) => kerja()));
});

// Number cards of our workspace: each leads to what it counts, and all are counted anew in one question.
const KARTU = {
	"Naskah belum dibaca": "naskah_belum_dibaca",
	"Naskah belum ditindaklanjuti": "naskah_belum_ditindaklanjuti",
	"Disposisi belum dibaca": "disposisi_belum_dibaca",
	"Disposisi belum ditindaklanjuti": "disposisi_belum_ditindaklanjuti",
	"Menunggu orang lain": "menunggu_orang_lain",
	Terlambat: "terlambat",
};

const is_ours = () => frappe.get_route()[1] === "Transformasi ASN";

$(document).on("click", "[number_card_name] .widget-body, [number_card_name] .widget-title", function () {
	const kotak = KARTU[$(this).closest("[number_card_name]").attr("number_card_name")];
	if (is_ours() && kotak) frappe.set_route("kotak-kerja", kotak);
});

transformasi_asn.kotak.listen(
	frappe.utils.debounce(async () => {
		if (!is_ours()) return;
		const jumlah = await frappe.xcall("transformasi_asn.disposisi.api.hitung_kotak", {
			filters: { kotak: Object.values(KARTU) },
		});
		for (const kartu of $("[number_card_name]:visible").get()) {
			const kotak = KARTU[kartu.getAttribute("number_card_name")];
			if (kotak) $(kartu).find(".widget-content .number").first().text(jumlah[kotak]);
		}
	}, 400)
);
