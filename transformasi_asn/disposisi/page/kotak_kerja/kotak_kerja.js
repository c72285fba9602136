// The inbox: counters as tiles, the items of one of them below, several handled at once, search. It counts anew
// when the server says that something has moved; nothing of it travels along.
// In a scope of its own: core evaluates the scripts of all pages in one.
{
	frappe.pages["kotak-kerja"].on_page_load = (wrapper) => {
		const page = frappe.ui.make_app_page({ parent: wrapper, title: __("Kotak Kerja"), single_column: true });
		wrapper.kotak_kerja = new KotakKerja(page);
	};

	frappe.pages["kotak-kerja"].on_page_show = (wrapper) => {
		const { kotak } = frappe.route_options || {};
		frappe.route_options = null;
		wrapper.kotak_kerja.show(kotak || frappe.get_route()[1]);
	};

	const API_KOTAK = "transformasi_asn.disposisi.api.";
	const SEHALAMAN = 20;
	const { text, pill, stage_pill, deadline, moment_of } = transformasi_asn.tampil;

	class KotakKerja {
		constructor(page) {
			this.page = page;
			this.batas = SEHALAMAN;
			this.terpilih = new Set();
			this.body = $(`<div class="asn-kotak">
				<form class="asn-kotak-cari" role="search">
					<input type="search" class="form-control" aria-label="${__("Cari naskah")}" maxlength="200"
						placeholder="${__("Cari nomor, perihal, pengirim, atau isi lampiran")}">
					<button class="btn btn-default btn-sm" type="submit">${__("Cari")}</button>
				</form>
				<div class="asn-kotak-ubin" role="group" aria-label="${__("Kotak")}"></div>
				<div class="asn-kotak-isi frappe-card" aria-live="polite"></div>
			</div>`).appendTo(page.main);
			this.isi = this.body.find(".asn-kotak-isi");
			this.hitung_lagi = frappe.utils.debounce(() => this.refresh(), 400);
			page.set_secondary_action(__("Muat Ulang"), () => this.refresh(), { icon: "refresh" });
			page.add_menu_item(__("Buka sebagai Daftar"), () => this.open_list());
			page.add_menu_item(__("Catat Naskah"), () => frappe.new_doc("Naskah Masuk"));
			this.offer_start();
			this.bind();
			transformasi_asn.kotak.listen(() => this.is_shown() && this.hitung_lagi());
		}

		// Who leads a post starts work of his own, without waiting for a letter.
		async offer_start() {
			if (!(await transformasi_asn.tugaskan.posts()).length) return;
			this.page.add_inner_button(__("Tugaskan"), () => transformasi_asn.tugaskan.open());
		}

		is_shown() {
			return frappe.get_route()[0] === "kotak-kerja";
		}

		show(kunci) {
			if (kunci && kunci !== this.pilihan) this.choose(kunci);
			else this.refresh();
		}

		choose(kunci) {
			this.pilihan = kunci;
			this.kata = "";
			this.body.find("[type=search]").val("");
			this.batas = SEHALAMAN;
			this.terpilih.clear();
			return this.refresh();
		}

		async refresh() {
			const nomor = (this.nomor = (this.nomor || 0) + 1);
			const [halaman, temuan] = await Promise.all([
				frappe.xcall(API_KOTAK + "kotak_kerja", { pilihan: this.pilihan, batas: this.batas }),
				this.kata ? frappe.xcall(API_KOTAK + "cari_naskah", { kata: this.kata, batas: this.batas }) : null,
			]);
			// an answer that was overtaken by a later question is not shown
			if (nomor !== this.nomor) return;
			this.halaman = halaman;
			this.pilihan = halaman.pilihan;
			this.kotak = halaman.kotak.find((k) => k.kunci === halaman.pilihan);
			this.draw_tiles();
			this.draw(temuan);
		}

		draw_tiles() {
			const ubin = this.halaman.kotak.map((k) => {
				const ini = k.kunci === this.pilihan && !this.kata;
				const kosong = k.jumlah === 0 ? "asn-ubin-kosong" : "";
				return `<button type="button" class="asn-ubin ${kosong}" data-kotak="${text(k.kunci)}"
					aria-pressed="${ini}" title="${text(k.arti)}">
					<span class="asn-ubin-nama">${text(k.label)}</span>
					<span class="asn-ubin-jumlah">${k.jumlah === null ? "" : text(k.jumlah)}</span>
				</button>`;
			});
			this.keep_focus(() => this.body.find(".asn-kotak-ubin").html(ubin.join("")));
		}

		draw(temuan) {
			const { baris, ada_lagi } = temuan || this.halaman;
			const tampak = new Set(baris.map((b) => b.name));
			this.terpilih = new Set([...this.terpilih].filter((n) => tampak.has(n)));
			const judul = temuan
				? __("Hasil pencarian: {0}", [text(this.kata)])
				: `${text(this.kotak.label)} <span class="text-muted">${text(this.kotak.arti)}</span>`;
			const kosong = temuan ? __("Tidak ada naskah yang cocok di antara yang dapat Anda buka.") : __("Kotak ini kosong.");
			const daftar = baris.map((b) => this.row(b, temuan)).join("");
			this.keep_focus(() =>
				this.isi.html(`<div class="asn-kotak-judul">${judul}</div>
					${temuan ? "" : this.bulk_bar()}
					${baris.length ? `<ul class="asn-kotak-daftar">${daftar}</ul>` : `<p class="text-muted asn-kotak-tiada">${kosong}</p>`}
					${ada_lagi ? `<button type="button" class="btn btn-default btn-sm asn-lagi">${__("{0} lagi", [SEHALAMAN])}</button>` : ""}`)
			);
			this.update_bulk();
		}

		// Redrawing must not take the keyboard away from where it was.
		keep_focus(gambar) {
			const aktif = document.activeElement;
			const kunci = aktif && this.body[0].contains(aktif) && (aktif.dataset.kotak || aktif.dataset.nama);
			const mana = kunci && (aktif.dataset.kotak ? `[data-kotak="${CSS.escape(kunci)}"]` : `input[data-nama="${CSS.escape(kunci)}"]`);
			gambar();
			if (mana && !this.body[0].contains(document.activeElement)) this.body.find(mana).first().trigger("focus");
		}

		row(b, temuan) {
			const doctype = temuan ? "Naskah Masuk" : this.kotak.doctype;
			const alamat = `/app/${frappe.router.slug(doctype)}/${encodeURIComponent(b.name)}`;
			const pilih = temuan || !this.acts().length ? "" : `<input type="checkbox" class="asn-pilih" data-nama="${text(b.name)}"
				${this.terpilih.has(b.name) ? "checked" : ""} aria-label="${__("Pilih {0}", [text(b.perihal)])}">`;
			return `<li class="asn-baris ${this.is_new(b) ? "asn-baris-baru" : ""}" data-nama="${text(b.name)}">
				${pilih}
				<div class="asn-baris-isi">
					<a class="asn-baris-judul" href="${text(alamat)}">${text(b.perihal || b.judul || b.nama)}</a>
					<div class="text-muted asn-baris-rinci">${this.detail(doctype, b).filter(Boolean).join(" · ")}</div>
				</div>
				<div class="asn-baris-tanda">${this.marks(doctype, b).filter(Boolean).join(" ")}</div>
				<div class="asn-baris-tombol">${temuan ? "" : this.buttons(b).join("")}</div>
			</li>`;
		}

		is_new(b) {
			return this.kotak.kunci.endsWith("belum_dibaca") && !b.dibaca_pada;
		}

		detail(doctype, b) {
			const tanggal = (t) => (t ? text(frappe.datetime.str_to_user(t)) : "");
			if (doctype === "Naskah Masuk") {
				const tujuan = this.halaman.jabatan[b.tujuan_jabatan];
				return [text(b.pengirim), text(b.nomor_surat), text(b.nomor_agenda), tanggal(b.tanggal_diterima), tujuan && __("kepada {0}", [text(tujuan)])];
			}
			if (doctype === "Disposisi") return [text(b.nama_pemberi), tanggal(b.tanggal)];
			if (doctype === "Pokja") return [text(__(b.jenis_tim)), tanggal(b.mulai)];
			if (doctype === "Surat Perintah") return [text(__(b.kapasitas)), `${tanggal(b.mulai)} – ${tanggal(b.sampai)}`];
			const beri = ["laporan_belum_diverifikasi", "menunggu_persetujuan"].includes(this.kotak.kunci);
			const jabatan = this.halaman.jabatan[beri ? b.pemberi_jabatan : b.jabatan];
			return [text(beri ? b.nama_penerima : b.nama_pemberi), jabatan && __("sebagai {0}", [text(jabatan)]), moment_of(b.creation)];
		}

		marks(doctype, b) {
			const rahasia = b.keamanan && b.keamanan !== "Biasa" ? pill(__(b.keamanan), "red") : "";
			if (doctype === "Naskah Masuk") {
				return [rahasia, b.urgensi && b.urgensi !== "Biasa" ? pill(__(b.urgensi), "orange") : "", stage_pill(b.workflow_state, b.tahap)];
			}
			if (doctype === "Disposisi") {
				const m = b.kemajuan;
				return [
					rahasia,
					m && pill(__("selesai {0} dari {1}", [m.selesai, m.jumlah]), m.terbuka ? "blue" : "green"),
					m && m.belum_dibaca ? pill(__("{0} belum dibaca", [m.belum_dibaca]), "orange") : "",
				];
			}
			if (doctype === "Surat Perintah") return [pill(__(b.status), "orange")];
			if (doctype === "Pokja") return [stage_pill(b.workflow_state, b.tahap)];
			return [rahasia, b.posisi ? pill(__(b.posisi), "gray") : stage_pill(b.workflow_state, b.tahap), deadline(b)];
		}

		acts() {
			return this.kotak.tindakan.map((t) => ({ nama: t, ...ACTS()[t] }));
		}

		buttons(b) {
			// a secretary records in the form what her chief ordered
			if (this.halaman.sekretaris.includes(b.tujuan_jabatan || b.jabatan)) return [];
			return this.acts()
				.filter((t) => !t.cocok || t.cocok(b))
				.map(
					(t, n) => `<button type="button" class="btn btn-xs ${n ? "btn-default" : "btn-primary"}"
					data-tindakan="${t.nama}">${t.label}</button>`
				);
		}

		bulk_bar() {
			if (!this.acts().length || !this.halaman.baris.length) return "";
			return `<div class="asn-massal">
				<label><input type="checkbox" class="asn-semua"> ${__("Pilih semua")}</label>
				<span class="asn-massal-jumlah text-muted"></span>
				${this.acts().map((t) => `<button type="button" class="btn btn-sm btn-default" data-massal="${t.nama}">${t.label}</button>`).join("")}
			</div>`;
		}

		update_bulk() {
			const banyak = this.terpilih.size;
			this.isi.find(".asn-massal").toggleClass("asn-massal-aktif", banyak > 0);
			this.isi.find(".asn-massal-jumlah").text(banyak ? __("{0} dipilih", [banyak]) : "");
			this.isi.find("[data-massal]").prop("disabled", !banyak);
			this.isi.find(".asn-semua").prop("checked", banyak > 0 && banyak === this.halaman.baris.length);
		}

		bind() {
			this.body.on("click", "[data-kotak]", (e) => this.choose(e.currentTarget.dataset.kotak));
			this.body.on("submit", "form", (e) => {
				e.preventDefault();
				this.search(this.body.find("[type=search]").val());
			});
			// the cross in the field empties it
			this.body.on("search", "[type=search]", (e) => e.target.value || !this.kata || this.search(""));
			this.body.on("click", ".asn-lagi", () => {
				this.batas += SEHALAMAN;
				this.refresh();
			});
			this.body.on("change", ".asn-pilih", (e) => {
				this.terpilih[e.target.checked ? "add" : "delete"](e.target.dataset.nama);
				this.update_bulk();
			});
			this.body.on("change", ".asn-semua", (e) => {
				this.terpilih = new Set(e.target.checked ? this.halaman.baris.map((b) => b.name) : []);
				this.isi.find(".asn-pilih").prop("checked", e.target.checked);
				this.update_bulk();
			});
			this.body.on("click", "[data-massal]", (e) => this.act(e.currentTarget.dataset.massal, [...this.terpilih]));
			this.body.on("click", "[data-tindakan]", (e) =>
				this.act(e.currentTarget.dataset.tindakan, [$(e.currentTarget).closest("li").attr("data-nama")])
			);
		}

		search(kata) {
			this.kata = kata.trim();
			this.batas = SEHALAMAN;
			return this.refresh();
		}

		act(tindakan, nama) {
			const baris = this.halaman.baris.filter((b) => nama.includes(b.name));
			return ACTS()[tindakan].kerja(baris, this.kotak, () => {
				nama.forEach((n) => this.terpilih.delete(n));
				this.refresh();
			});
		}

		// The same items as a list of their DocType.
		async open_list() {
			const { baris } = await frappe.xcall(API_KOTAK + "kotak_kerja", { pilihan: this.pilihan, batas: 200 });
			frappe.set_route("List", this.kotak.doctype, "List", { name: ["in", baris.map((b) => b.name)] });
		}
	}

	const names = (baris) => baris.map((b) => b.name);
	const on_server = (tindakan) => async (baris, kotak, selesai) => {
		const hasil = await frappe.xcall(API_KOTAK + "tindak_sekaligus", { tindakan, doctype: kotak.doctype, nama: names(baris) });
		tell(hasil);
		selesai();
	};

	// What may be done to the items of a box; `cocok`: to which of them.
	const ACTS = () => ({
		disposisi: {
			label: __("Disposisi"),
			kerja: (baris, _kotak, selesai) => transformasi_asn.cepat.open({ naskah: names(baris) }, selesai),
		},
		tanpa_disposisi: {
			label: __("Tanpa disposisi"),
			kerja: (baris, kotak, selesai) =>
				transformasi_asn.tanpa.mark(baris, baris.length === 1 && kotak.kunci !== "naskah_unit", selesai),
		},
		teruskan: {
			label: __("Teruskan"),
			kerja: (baris, _kotak, selesai) => transformasi_asn.cepat.open({ tugas: names(baris) }, selesai),
		},
		terima: { label: __("Terima"), cocok: (b) => b.tahap === "Baru", kerja: on_server("terima") },
		terima_laporan: {
			label: __("Terima laporan"),
			cocok: (b) => !b.dikembalikan_pada,
			kerja: on_server("terima_laporan"),
		},
		dibaca: { label: __("Tandai dibaca"), kerja: on_server("dibaca") },
	});

	// A result for each item; where all went well, one line.
	function tell(hasil) {
		const gagal = hasil.filter((h) => h.pesan);
		if (!gagal.length) {
			return frappe.show_alert({ message: __("{0} selesai.", [hasil.length]), indicator: "green" });
		}
		frappe.msgprint({
			title: __("{0} dari {1} berhasil", [hasil.length - gagal.length, hasil.length]),
			message: `<ul class="asn-cepat-daftar">${hasil
				.map(
					(h) => `<li>${h.pesan ? pill(__("gagal"), "red") : pill(__("berhasil"), "green")} ${text(h.perihal)}
					${h.pesan ? `<div>${text(h.pesan)}</div>` : ""}</li>`
				)
				.join("")}</ul>`,
			indicator: "orange",
		});
	}
}
