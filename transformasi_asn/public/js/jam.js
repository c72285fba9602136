// The clock of a task: what it says, and what the user may do with it.
frappe.provide("transformasi_asn.jam");

const API = "transformasi_asn.disposisi.api.";
const { text, pill, put, moment_of } = transformasi_asn.tampil;
const hari = (tanggal) => text(frappe.datetime.str_to_user(tanggal));

transformasi_asn.jam.show = (frm, w) => {
	const baris = [
		w.terlambat && `${pill(__("lewat jatuh tempo"), "red")} ${text(moment_of(w.jatuh_tempo))}`,
		w.jeda &&
			`${pill(__("dijeda"), "gray")} ${__("sejak {0} oleh {1}", [text(moment_of(w.jeda.sejak)), text(w.jeda.oleh)])}: ${text(w.jeda.alasan)}`,
		w.perpanjangan && extension(w.perpanjangan),
		...w.kenaikan.map((k) => `${pill(__("dinaikkan"), "orange")} ${text(moment_of(k.waktu))} ${__("kepada {0}", [text(k.nama_atasan)])}`),
	].filter(Boolean);
	put(frm, "waktu", baris.length ? `<ul class="asn-waktu">${baris.map((b) => `<li>${b}</li>`).join("")}</ul>` : "");
	offer(frm, w);
};

function extension(p) {
	const warna = { Menunggu: "yellow", Disetujui: "green", Ditolak: "red" }[p.keadaan];
	const isi = [__("sampai {0}", [hari(p.sampai)]), text(p.alasan), p.putusan && `${__("Putusan")}: ${text(p.putusan)}`];
	return `${pill(__("Perpanjangan: {0}", [__(p.keadaan)]), warna)} ${isi.filter(Boolean).join(" · ")}`;
}

function offer(frm, w) {
	const { add_button, add_to_strip } = transformasi_asn.alur;
	const kirim = async (cara, isian) => {
		await frappe.xcall(API + cara, { tugas: frm.doc.name, ...isian });
		await frm.reload_doc();
	};
	const alasan = (label, wajib) => ({ fieldname: "alasan", fieldtype: "Small Text", label, reqd: wajib });
	const sampai = (nilai) => ({
		fieldname: "sampai",
		fieldtype: "Date",
		label: __("Sampai tanggal"),
		reqd: 1,
		default: nilai,
		description: w.paling_lambat ? __("Paling lambat {0}, jatuh tempo tugas induknya.", [hari(w.paling_lambat)]) : "",
	});
	const ask = (label, cara, fields, tambahan = {}) => () =>
		frappe.prompt(fields, (isian) => kirim(cara, { ...isian, ...tambahan }), label, label);
	// what one may do stands in a menu, what waits for an answer beside it
	const offer_in_menu = (label, ...isi) => {
		const aksi = ask(label, ...isi);
		frm.add_custom_button(label, aksi, __("Waktu"));
		add_to_strip(frm, label, aksi);
	};
	const offer_button = (label, ...isi) => add_button(frm, label, ask(label, ...isi));
	if (w.boleh_jeda) {
		offer_in_menu(__("Jeda Waktu"), "jeda_tugas", [alasan(__("Siapa atau apa yang ditunggu"), 1)]);
	}
	if (w.boleh_lanjut) add_button(frm, __("Lanjutkan Waktu"), () => kirim("lanjutkan_tugas", {}), true);
	if (w.boleh_minta) {
		offer_in_menu(__("Minta Perpanjangan"), "minta_perpanjangan", [sampai(), alasan(__("Alasan"), 1)]);
	}
	if (w.boleh_putus) {
		offer_button(__("Setujui Perpanjangan"), "putuskan_perpanjangan", [sampai(w.perpanjangan.sampai), alasan(__("Catatan"), 0)], {
			setuju: true,
		});
		offer_button(__("Tolak Perpanjangan"), "putuskan_perpanjangan", [alasan(__("Alasan"), 1)], { setuju: false });
	}
}
