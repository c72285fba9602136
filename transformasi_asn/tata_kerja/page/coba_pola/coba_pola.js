// Try the rules on imagined facts; nothing is saved.

frappe.pages["coba-pola"].on_page_load = (wrapper) => {
	const page = frappe.ui.make_app_page({ parent: wrapper, title: __("Coba Pola"), single_column: true });
	wrapper.coba_pola = new CobaPola(page);
};

frappe.pages["coba-pola"].on_page_show = (wrapper) => {
	const { unit_kerja } = frappe.route_options || {};
	frappe.route_options = null;
	wrapper.coba_pola.start(unit_kerja);
};

class CobaPola {
	constructor(page) {
		this.body = $(`<div class="coba-pola">
			<div class="coba-pola-fakta frappe-card"></div>
			<div class="coba-pola-hasil" aria-live="polite"></div>
		</div>`).appendTo(page.main);
		this.hasil = this.body.find(".coba-pola-hasil");
		this.hitung = frappe.utils.debounce(() => this.refresh(), 250);
		this.make_form();
		page.set_secondary_action(__("Kosongkan"), () => this.clear());
		page.add_inner_button(__("Lihat Aturan"), () => frappe.set_route("List", "Aturan Pola Kerja"));
		this.show_hint();
	}

	async start(unit_kerja) {
		if (unit_kerja) return this.form.set_value("unit_kerja", unit_kerja);
		if (this.form.get_value("unit_kerja")) return;
		const unit = await frappe.xcall("transformasi_asn.tata_kerja.api.usul_unit");
		if (unit) this.form.set_value("unit_kerja", unit);
	}

	make_form() {
		const onchange = () => this.hitung();
		const link = (fieldname, label, options, filters) => ({
			fieldname, label, options, onchange, fieldtype: "Link", get_query: () => ({ filters }),
		});
		this.form = new frappe.ui.FieldGroup({
			parent: this.body.find(".coba-pola-fakta"),
			fields: [
				{ ...link("unit_kerja", __("Unit kerja pemberi tugas"), "Unit Kerja", { aktif: 1 }), reqd: 1 },
				link("jenis_naskah", __("Jenis naskah"), "Jenis Naskah", { aktif: 1 }),
				link("klasifikasi", __("Klasifikasi"), "Klasifikasi Arsip", { aktif: 1 }),
				{
					...link("kegiatan", __("Kegiatan"), "Kegiatan", { aktif: 1 }),
					description: __("Kosong: diusulkan dari jenis naskah dan klasifikasi."),
				},
				{
					fieldname: "pemicu", label: __("Pemicu prioritas"), fieldtype: "Select", onchange,
					options: [
						"Tidak ada",
						"Program strategis pemerintah",
						"Arahan pimpinan daerah",
						"Perubahan kebijakan mendesak",
					].map((value) => ({ value, label: __(value) })),
					default: "Tidak ada",
				},
				{
					fieldname: "kompleks", label: __("Tidak dapat dikerjakan satu orang"), fieldtype: "Check", onchange,
				},
				{
					fieldname: "tanggal", label: __("Pada tanggal"), fieldtype: "Date", onchange,
					default: frappe.datetime.get_today(),
				},
			],
		});
		this.form.make();
	}

	clear() {
		const { unit_kerja } = this.form.get_values(true);
		this.form.clear();
		this.form.set_values({ unit_kerja, pemicu: "Tidak ada", kompleks: 0, tanggal: frappe.datetime.get_today() });
		this.hitung();
	}

	async refresh() {
		const fakta = this.form.get_values(true);
		if (!fakta.unit_kerja) return this.show_hint();
		const nomor = (this.nomor = (this.nomor || 0) + 1);
		const hasil = await frappe.xcall("transformasi_asn.tata_kerja.api.coba_pola", fakta);
		// an answer that was overtaken by a later question is not shown
		if (nomor === this.nomor) this.hasil.html(this.render(hasil));
	}

	show_hint() {
		this.hasil.html(`<div class="frappe-card coba-pola-kosong text-muted">
			${__("Pilih unit kerja. Pola yang ditetapkan aturan langsung terlihat di sini; tidak ada yang disimpan.")}
		</div>`);
	}

	render(hasil) {
		const teks = frappe.utils.escape_html;
		const baris = (label, isi) => (isi ? `<dt>${label}</dt><dd>${isi}</dd>` : "");
		return `<div class="frappe-card">
			<div class="coba-pola-label">${__("Pola kerja")}</div>
			<h2 class="coba-pola-nama">
				<span class="indicator ${WARNA[hasil.pola]}">${teks(__(hasil.pola))}</span>
			</h2>
			<p class="coba-pola-kalimat">${teks(hasil.kalimat)}</p>
			<p class="coba-pola-catatan">${this.render_catatan(hasil)}</p>
			<dl class="coba-pola-rinci">
				${baris(__("Instrumen"), teks(__(hasil.instrumen)))}
				${baris(__("Kegiatan"), this.render_kegiatan(hasil.fakta))}
				${baris(__("Rutin"), `${hasil.fakta.rutin ? __("Ya") : __("Tidak")}: ${teks(hasil.fakta.keterangan_rutin)}`)}
				${baris(__("Aturan"), this.render_aturan(hasil.aturan))}
				${baris(__("Dasar hukum"), teks(hasil.dasar_hukum))}
			</dl>
		</div>
		<div class="frappe-card">
			<div class="coba-pola-label">${__("Aturan yang diperiksa, dari atas")}</div>
			${this.render_jejak(hasil.jejak)}
		</div>`;
	}

	render_catatan(hasil) {
		const lain = hasil.boleh.filter((pola) => pola !== hasil.pola).map((pola) => __(pola));
		if (hasil.pola === "Pilihan Pimpinan") return __("Pola mana pun boleh dipilih; alasannya wajib ditulis.");
		if (lain.length) return __("Boleh juga tanpa dihitung sebagai penyimpangan: {0}.", [lain.join(", ")]);
		return __("Pola lain masih dapat dipilih, dengan alasan tertulis.");
	}

	render_kegiatan({ kegiatan, kegiatan_nama, kegiatan_diusulkan }) {
		const teks = frappe.utils.escape_html;
		if (!kegiatan) return `<span class="text-muted">${__("tidak ada yang diusulkan")}</span>`;
		const usul = kegiatan_diusulkan ? ` <span class="text-muted">(${__("diusulkan")})</span>` : "";
		return `${teks(kegiatan_nama || kegiatan)}${usul}`;
	}

	render_aturan(aturan) {
		if (!aturan) return `<span class="text-muted">${__("tidak ada yang cocok")}</span>`;
		const induk = aturan.slice(0, aturan.lastIndexOf("/"));
		return `<a href="${frappe.utils.get_form_link("Aturan Pola Kerja", induk)}">${frappe.utils.escape_html(aturan)}</a>`;
	}

	render_jejak(jejak) {
		const teks = frappe.utils.escape_html;
		const isi = jejak.map(
			({ aturan, cocok, sebab }) => `<tr class="${cocok ? "coba-pola-dipakai" : ""}">
				<td>${teks(aturan)}</td>
				<td><span class="indicator-pill ${cocok ? "green" : "gray"}">${cocok ? __("Dipakai") : __("Tidak cocok")}</span></td>
				<td>${teks(sebab)}</td>
			</tr>`
		);
		return `<table class="table coba-pola-jejak">
			<thead><tr><th>${__("Aturan")}</th><th>${__("Hasil")}</th><th>${__("Sebab")}</th></tr></thead>
			<tbody>${isi.join("")}</tbody>
		</table>`;
	}
}

const WARNA = {
	Struktural: "blue",
	"Fungsional Individu": "green",
	"Fungsional Kelompok": "purple",
	"Pilihan Pimpinan": "orange",
};
