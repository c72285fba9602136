// Says on our pages when reminders stand still: deadlines then pass without anybody being told.
frappe.provide("transformasi_asn.denyut");

const TANYA_LAGI = 5 * 60 * 1000;
const HALAMAN = ["Tugas", "Disposisi", "Naskah Masuk", "kotak-kerja", "Transformasi ASN"];
let terakhir = { waktu: 0, jawab: null };

const ask = async () => {
	if (!terakhir.jawab || Date.now() - terakhir.waktu > TANYA_LAGI) {
		terakhir = {
			waktu: Date.now(),
			jawab: frappe.xcall("transformasi_asn.disposisi.api.denyut").catch(() => ({ terlambat: false })),
		};
	}
	return terakhir.jawab;
};

const update = async () => {
	const rute = frappe.get_route() || [];
	$(".asn-denyut").remove();
	if (!frappe.user.has_role("ASN") || !HALAMAN.some((h) => h === rute[0] || h === rute[1])) return;
	const d = await ask();
	if (!d.terlambat || $(".asn-denyut").length || frappe.get_route_str() !== rute.join("/")) return;
	const { text, moment_of } = transformasi_asn.tampil;
	const sejak = d.sejak
		? __("Pengingat dan kenaikan ke atasan terhenti sejak {0}.", [text(moment_of(d.sejak))])
		: __("Pengingat dan kenaikan ke atasan belum pernah berjalan.");
	$(`<div class="asn-denyut" role="status">${sejak} ${__("Jatuh tempo tetap dihitung, tetapi tidak ada yang diingatkan. Beri tahu admin: jalankan penjadwal (scheduler).")}</div>`).prependTo(
		$(frappe.container.page).find(".page-body, .layout-main-section").first()
	);
};

$(() => frappe.router.on("change", () => setTimeout(update, 300)));
