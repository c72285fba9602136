const API = "transformasi_asn.disposisi.api.";
const WARNA = { Antre: "blue", Ditunda: "yellow", Terkirim: "green", Gagal: "red", Batal: "gray" };

frappe.ui.form.on("Kanal Pemberitahuan", {
	async refresh(frm) {
		const nama = frm.doc.name;
		frm.set_df_property("jenis", "options", ["", ...(await frappe.xcall(API + "jenis_kanal"))]);
		if (frm.is_new()) return;
		frm.add_custom_button(__("Kirim Percobaan"), () => try_out(frm));
		frm.add_custom_button(__("Lihat Kiriman"), () =>
			frappe.set_route("List", "Kiriman Pemberitahuan", { kanal: nama })
		);
		const k = await frappe.xcall(API + "keadaan_kanal", { kanal: nama });
		if (frm.doc.name === nama) show(frm, k);
	},

	jenis(frm) {
		if (frm.doc.jenis === "E-mail") frm.set_value("jenis_alamat", "E-mail akun");
	},
});

function show(frm, k) {
	const { text, pill, put, moment_of } = transformasi_asn.tampil;
	const banyak = Object.entries(k.banyak).map(([s, n]) => pill(`${n} ${__(s)}`, WARNA[s]));
	const terakhir = k.terakhir
		? __("Terakhir berhasil {0}", [text(moment_of(k.terakhir))])
		: __("Belum pernah ada yang terkirim.");
	put(frm, "keadaan", `<p>${banyak.join(" ")}</p><p class="text-muted">${terakhir}</p>`);
	if (frm.doc.gagal_sejak) {
		frm.dashboard.set_headline_alert(
			text(__("Tidak ada yang terkirim sejak {0}: {1}", [moment_of(frm.doc.gagal_sejak), frm.doc.galat_terakhir])),
			"red"
		);
	}
}

function try_out(frm) {
	const kirim = async ({ alamat } = {}) => {
		const galat = await frappe.xcall(API + "coba_kanal", { kanal: frm.doc.name, alamat: alamat || "" });
		frappe.msgprint({
			title: __("Kirim Percobaan"),
			indicator: galat ? "red" : "green",
			message: galat ? __("Gagal: {0}", [frappe.utils.escape_html(galat)]) : __("Kanal menerima pesannya."),
		});
	};
	if (!["Nomor telepon", "ID obrolan"].includes(frm.doc.jenis_alamat)) return kirim();
	frappe.prompt(
		[
			{
				fieldname: "alamat",
				fieldtype: "Data",
				label: __(frm.doc.jenis_alamat),
				description: __("Kosong: pilihan Anda sendiri."),
			},
		],
		kirim,
		__("Kirim Percobaan"),
		__("Kirim")
	);
}
