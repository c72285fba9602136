// Import of units, posts, people and placements from a file, offered in their lists and trees.
frappe.provide("transformasi_asn.impor");

const METODE = "transformasi_asn.organisasi.api";
const JENIS = {
	"Unit Kerja": "unit_kerja",
	Jabatan: "jabatan",
	"Pegawai ASN": "pegawai",
	Penempatan: "penempatan",
	"Naskah Masuk": "srikandi",
};
const TATA_USAHA = "Tata Usaha ASN";
const PALING_BANYAK = 200; // findings shown; the list to download has all of them

// letters are registered by Tata Usaha, masters by who may write them
const may_import = (doctype) =>
	doctype === "Naskah Masuk"
		? frappe.user.has_role(TATA_USAHA)
		: frappe.model.can_create(doctype) && frappe.model.can_write(doctype);
const title = (doctype) =>
	doctype === "Naskah Masuk" ? __("Impor Daftar SRIKANDI") : __("Impor {0} dari Berkas", [__(doctype)]);

class DialogImpor {
	constructor(doctype, sesudah) {
		this.doctype = doctype;
		this.jenis = JENIS[doctype];
		this.sesudah = sesudah;
		this.dialog = new frappe.ui.Dialog({
			title: title(doctype),
			size: "large",
			fields: [{ fieldtype: "HTML", fieldname: "isi" }],
			primary_action_label: __("Impor"),
			primary_action: () => this.run(),
		});
		this.$isi = this.dialog.get_field("isi").$wrapper;
		this.show_steps();
		this.dialog.show();
	}

	show_steps() {
		this.$isi.html(`<ol class="asn-impor-langkah">
			<li>
				<div>${__("Unduh templat, lalu isi di bawah judul kolomnya.")}</div>
				<a class="btn btn-default btn-sm" href="${this.template_url("xlsx")}" download>${__("Templat XLSX")}</a>
				<a class="btn btn-default btn-sm" href="${this.template_url("csv")}" download>${__("Templat CSV")}</a>
			</li>
			<li>
				<div>${__("Pilih berkas XLSX atau CSV yang sudah diisi.")}</div>
				<button class="btn btn-default btn-sm" data-pilih>${__("Pilih Berkas")}</button>
				<input type="file" accept=".xlsx,.csv" class="hide">
				<span class="asn-impor-berkas"></span>
			</li>
			<li>${__("Tekan Impor. Baris yang benar disimpan; baris yang keliru didaftar dengan nomor dan kolomnya.")}</li>
		</ol>
		<p class="text-muted small">${this.note()}</p>`);
		const $masukan = this.$isi.find("input[type=file]").on("change", (e) => this.set_file(e.target.files[0]));
		this.$isi.find("[data-pilih]").on("click", () => $masukan.trigger("click"));
		this.set_file(null);
	}

	note() {
		return this.jenis === "srikandi"
			? __("Judul kolom daftar SRIKANDI berbeda menurut versinya: bila tidak dikenal, ganti dengan judul templat; kolom lain diabaikan. Naskah yang sudah tercatat dilewati.")
			: __("Data yang kuncinya sudah ada diperbarui. Berkas yang diunggah bersifat pribadi dan dihapus sesudah dibaca.");
	}

	template_url(bentuk) {
		return `/api/method/${METODE}.download_templat?jenis=${this.jenis}&bentuk=${bentuk}`;
	}

	set_file(berkas) {
		this.berkas = berkas;
		this.$isi.find(".asn-impor-berkas").text(berkas ? berkas.name : "");
		berkas ? this.dialog.enable_primary_action() : this.dialog.disable_primary_action();
	}

	async run() {
		if (!this.berkas) return;
		frappe.dom.freeze(__("Mengimpor …"));
		try {
			const file_url = await this.upload();
			if (!file_url) return;
			this.show_result(await frappe.xcall(`${METODE}.import_berkas`, { jenis: this.jenis, file_url }));
			this.sesudah();
		} finally {
			frappe.dom.unfreeze();
		}
	}

	// Private, and attached to nothing: the server deletes it once it is read.
	async upload() {
		const isi = new FormData();
		isi.append("file", this.berkas, this.berkas.name);
		isi.append("is_private", 1);
		const jawaban = await fetch("/api/method/upload_file", {
			method: "POST",
			headers: { Accept: "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token },
			body: isi,
		});
		if (jawaban.ok) return (await jawaban.json()).message.file_url;
		frappe.msgprint({
			title: __("Impor"),
			message: __("Berkas tidak dapat diunggah. Pastikan besarnya tidak lebih dari 20 MB, lalu coba lagi."),
			indicator: "red",
		});
	}

	show_result({ berhasil, gagal, peringatan, catatan, tetap }) {
		const { pill } = transformasi_asn.tampil;
		const ditolak = new Set(gagal.map((g) => g.baris)).size;
		const ringkas = [
			pill(__("{0} baris masuk", [berhasil]), berhasil ? "green" : "gray"),
			ditolak ? pill(__("{0} baris ditolak", [ditolak]), "red") : "",
			peringatan.length ? pill(__("{0} peringatan", [peringatan.length]), "orange") : "",
			tetap ? pill(__("{0} sudah tercatat", [tetap]), "blue") : "",
			catatan ? pill(__("{0} baris contoh dilewati", [catatan]), "gray") : "",
		];
		this.$isi.html(`<div class="asn-impor-ringkas">${ringkas.join(" ")}</div>
			${this.render_findings(
				__("Baris yang ditolak"),
				__("Perbaiki pada berkas Anda, lalu impor lagi seluruhnya: yang sudah masuk hanya diperbarui."),
				gagal
			)}
			${this.render_findings(__("Peringatan"), __("Baris ini sudah masuk, tetapi perlu diperiksa."), peringatan)}`);
		if (gagal.length || peringatan.length) {
			$(`<button class="btn btn-default btn-sm">${__("Unduh Daftar Ini")}</button>`)
				.appendTo(this.$isi)
				.on("click", () => this.download_findings(gagal, peringatan));
		}
		this.dialog.set_primary_action(__("Impor Berkas Lain"), () => {
			this.dialog.set_primary_action(__("Impor"), () => this.run());
			this.show_steps();
		});
	}

	render_findings(judul, cara, temuan) {
		if (!temuan.length) return "";
		const { text } = transformasi_asn.tampil;
		const baris = temuan
			.slice(0, PALING_BANYAK)
			.map((t) => `<tr><td>${text(t.baris)}</td><td>${text(t.kolom)}</td><td>${text(t.pesan)}</td></tr>`);
		const sisa = temuan.length - baris.length;
		return `<h6>${judul}</h6><p class="text-muted">${cara}</p>
			<div class="asn-impor-temuan"><table class="table table-sm table-bordered">
				<thead><tr><th>${__("Baris")}</th><th>${__("Kolom")}</th><th>${__("Yang perlu diperbaiki")}</th></tr></thead>
				<tbody>${baris.join("")}</tbody>
			</table></div>
			${sisa > 0 ? `<p class="text-muted">${__("{0} lagi ada pada daftar yang dapat diunduh.", [sisa])}</p>` : ""}`;
	}

	// Semicolons and the mark at the start: a spreadsheet in Indonesian opens it in columns.
	download_findings(gagal, peringatan) {
		const sel = (isi) => `"${String(isi ?? "").replace(/^[=+\-@\t]/, "'$&").replace(/"/g, '""')}"`;
		const baris = [
			[__("Jenis"), __("Baris"), __("Kolom"), __("Yang perlu diperbaiki")],
			...gagal.map((t) => [__("Ditolak"), t.baris, t.kolom, t.pesan]),
			...peringatan.map((t) => [__("Peringatan"), t.baris, t.kolom, t.pesan]),
		];
		const isi = "\ufeff" + baris.map((b) => b.map(sel).join(";")).join("\r\n");
		const tautan = document.createElement("a");
		tautan.href = URL.createObjectURL(new Blob([isi], { type: "text/csv;charset=utf-8" }));
		tautan.download = `impor-${this.jenis.replace("_", "-")}-perbaikan.csv`;
		tautan.click();
		URL.revokeObjectURL(tautan.href);
	}
}

const open = (doctype, sesudah) => new DialogImpor(doctype, sesudah);

const add_to_list = (listview) => {
	if (!may_import(listview.doctype)) return;
	const label = listview.doctype === "Naskah Masuk" ? __("Impor Daftar SRIKANDI") : __("Impor dari Berkas");
	listview.page.add_menu_item(label, () => open(listview.doctype, () => listview.refresh()));
};

const tree_items = (doctype) =>
	may_import(doctype)
		? [
				{
					label: __("Impor dari Berkas"),
					action: () => open(doctype, () => frappe.views.trees[doctype].make_tree()),
				},
		  ]
		: [];

// Core offers its own Data Import to whoever may import, also where that page is closed to him.
$(() => {
	const user = frappe.boot?.user;
	if (!user?.can_import || frappe.model.can_create("Data Import")) return;
	user.can_import = user.can_import.filter((doctype) => !JENIS[doctype]);
});

Object.assign(transformasi_asn.impor, { add_to_list, tree_items });
