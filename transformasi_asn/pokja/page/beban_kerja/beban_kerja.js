// Open work of the officers below the user: sums per unit, and a heat-map of officers by weeks or months.
// In a scope of its own: core evaluates the scripts of all pages in one.
{
	frappe.pages["beban-kerja"].on_page_load = (wrapper) => {
		const page = frappe.ui.make_app_page({ parent: wrapper, title: __("Beban Kerja"), single_column: true });
		wrapper.beban_kerja = new BebanKerja(page);
	};

	frappe.pages["beban-kerja"].on_page_show = (wrapper) => wrapper.beban_kerja.show(frappe.get_route()[1]);

	const { text, pill } = transformasi_asn.tampil;
	const number = (n) => text(frappe.format(n, { fieldtype: Number.isInteger(n) ? "Int" : "Float", precision: 1 }, { inline: 1 }));
	const amount = (n) => `<td class="asn-angka">${number(n)}</td>`;
	const LEVELS = () => ({
		kosong: __("tidak ada"),
		ringan: __("ringan"),
		sedang: __("sedang"),
		berat: __("berat"),
		lewat: __("lewat batas"),
	});

	class BebanKerja {
		constructor(page) {
			this.page = page;
			this.halaman = 1;
			this.filters = this.make_filters();
			this.body = $(`<div class="asn-beban">
				<nav class="asn-beban-jejak" aria-label="${__("Unit kerja")}"></nav>
				<div class="asn-beban-ringkas"></div>
				<div class="asn-beban-unit"></div>
				<div class="asn-beban-orang frappe-card" aria-live="polite"></div>
			</div>`).appendTo(page.main);
			page.set_secondary_action(__("Muat Ulang"), () => this.refresh(), { icon: "refresh" });
			this.body.on("click", "[data-unit]", (e) => {
				e.preventDefault();
				frappe.set_route("beban-kerja", e.currentTarget.dataset.unit);
			});
			this.body.on("click", "[data-halaman]", (e) => {
				this.halaman = cint(e.currentTarget.dataset.halaman);
				this.refresh();
			});
		}

		make_filters() {
			const ask_again = () => {
				this.halaman = 1;
				this.data && this.refresh();
			};
			const field = (df) => this.page.add_field({ ...df, change: ask_again });
			return {
				satuan: field({
					fieldname: "satuan",
					fieldtype: "Select",
					label: __("Kolom"),
					default: "Minggu",
					options: [
						{ value: "Minggu", label: __("Per minggu") },
						{ value: "Bulan", label: __("Per bulan") },
					],
				}),
				jabatan_fungsional: field({ fieldname: "jabatan_fungsional", fieldtype: "Select", label: __("Jabatan fungsional"), options: [] }),
				jenjang: field({ fieldname: "jenjang", fieldtype: "Select", label: __("Jenjang"), options: [] }),
				cari: field({ fieldname: "cari", fieldtype: "Data", label: __("Nama atau jabatan") }),
			};
		}

		show(unit) {
			this.unit = unit || "";
			this.halaman = 1;
			return this.refresh();
		}

		async refresh() {
			const nomor = (this.nomor = (this.nomor || 0) + 1);
			const isi = Object.fromEntries(Object.entries(this.filters).map(([k, f]) => [k, f.get_value() || ""]));
			const data = await frappe.xcall("transformasi_asn.pokja.api.beban_kerja", { ...isi, unit: this.unit, halaman: this.halaman });
			// an answer that was overtaken by a later question is not shown
			if (nomor !== this.nomor) return;
			this.data = data;
			this.offer(this.filters.jabatan_fungsional, data.pilihan.jabatan_fungsional);
			this.offer(this.filters.jenjang, data.pilihan.jenjang);
			this.draw();
		}

		offer(field, pilihan) {
			const kini = field.get_value() || "";
			const isi = [...new Set([...pilihan, kini])].filter(Boolean).sort();
			field.df.options = [{ value: "", label: "" }, ...isi.map((value) => ({ value, label: __(value) }))];
			field.set_options();
			field.$input.val(kini);
		}

		draw() {
			const { jejak, jumlah, unit_bawah, orang } = this.data;
			this.body.find(".asn-beban-jejak").html(this.trail(jejak));
			this.body.find(".asn-beban-ringkas").html(this.summary(jumlah));
			this.body.find(".asn-beban-unit").html(unit_bawah.length ? this.units(unit_bawah) : "");
			this.body.find(".asn-beban-orang").html(
				orang.length
					? this.legend() + this.people() + this.pages()
					: `<p class="text-muted asn-kotak-tiada">${__("Tidak ada pegawai yang cocok.")}</p>`
			);
		}

		trail(jejak) {
			return jejak
				.map((u, n) =>
					n === jejak.length - 1
						? `<b aria-current="page">${text(u.nama)}</b>`
						: `<a href="/app/beban-kerja/${encodeURIComponent(u.name)}" data-unit="${text(u.name)}">${text(u.nama)}</a>`
				)
				.join(` <span class="text-muted">/</span> `);
		}

		summary(j) {
			const tile = (nama, nilai, kelas = "") => `<div class="asn-ubin ${kelas}">
				<span class="asn-ubin-nama">${nama}</span><span class="asn-ubin-jumlah">${number(nilai)}</span></div>`;
			return `<div class="asn-kotak-ubin">
				${tile(__("Pegawai"), j.orang)}
				${tile(__("Pekerjaan terbuka"), j.total)}
				${tile(__("Struktural"), j.struktural)}
				${tile(__("Fungsional"), j.fungsional)}
				${tile(__("Tim"), j.tim)}
				${tile(__("Rata-rata per pegawai"), j.rata)}
				${tile(__("Pegawai di atas batas"), j.lewat, j.lewat ? "asn-beban-bahaya" : "asn-ubin-kosong")}
			</div>`;
		}

		units(daftar) {
			const baris = daftar.map(
				(u) => `<tr>
				<th scope="row">${u.name ? `<a href="/app/beban-kerja/${encodeURIComponent(u.name)}" data-unit="${text(u.name)}">${text(u.nama)}</a>` : text(u.nama)}</th>
				${[u.orang, u.struktural, u.fungsional, u.tim, u.total, u.rata].map(amount).join("")}
				<td class="asn-angka">${u.lewat ? pill(__("{0} di atas batas", [u.lewat]), "red") : ""}</td>
			</tr>`
			);
			return `<details class="frappe-card asn-beban-kartu" open><summary>${__("Unit di bawahnya, yang paling berat per pegawai lebih dahulu")}</summary>
				<div class="asn-beban-gulung"><table class="asn-beban-tabel"><thead><tr>
					<th scope="col">${__("Unit kerja")}</th>
					${[__("Pegawai"), __("Struktural"), __("Fungsional"), __("Tim"), __("Jumlah"), __("Rata-rata")].map((k) => `<th scope="col" class="asn-angka">${k}</th>`).join("")}
					<th></th>
				</tr></thead><tbody>${baris.join("")}</tbody></table></div>
				<div class="asn-beban-gulung"><table class="asn-beban-tabel asn-beban-peta"><thead><tr>
					<th scope="col">${__("Rata-rata per pegawai")}</th>${this.points()}
				</tr></thead><tbody>${daftar
					.map((u) => `<tr><th scope="row">${text(u.nama)}</th>${u.sel.map((s, n) => this.cell(u, s, this.data.titik[n])).join("")}</tr>`)
					.join("")}</tbody></table></div></details>`;
		}

		legend() {
			const tingkat = Object.entries(LEVELS())
				.map(([k, nama]) => `<span class="asn-sel asn-sel-${k}">${k === "lewat" ? "▲ " : ""}${nama}</span>`)
				.join(" ");
			return `<div class="asn-beban-legenda"><span class="text-muted">${__("Pekerjaan terbuka pada akhir setiap {0}. Warna menurut batas unit; tanpa batas, menurut yang paling berat di halaman ini.", [
				this.data.satuan === "Minggu" ? __("minggu") : __("bulan"),
			])}</span> ${tingkat}</div>`;
		}

		point(t) {
			const bentuk = this.data.satuan === "Minggu" ? { day: "numeric", month: "short" } : { month: "short", year: "2-digit" };
			return frappe.datetime.str_to_obj(t).toLocaleDateString(frappe.boot.lang || "id", bentuk);
		}

		points() {
			const akhir = this.data.titik.length - 1;
			return this.data.titik
				.map((t, n) => `<th scope="col" class="asn-angka" title="${text(frappe.datetime.str_to_user(t))}">${n === akhir ? __("Kini") : text(this.point(t))}</th>`)
				.join("");
		}

		people() {
			const kolom = this.points();
			const baris = this.data.orang.map(
				(o) => `<tr data-pegawai="${text(o.pegawai)}">
				<th scope="row"><div>${text(o.nama)}</div>
					<div class="text-muted">${[text(o.jabatan), text(o.unit)].filter(Boolean).join(" · ")}</div>
					<div class="asn-beban-macam">${this.kinds(o)}</div></th>
				${o.sel.map((s, n) => this.cell(o, s, this.data.titik[n])).join("")}
				<td class="asn-angka">${o.batas ? number(o.batas) : "–"}</td>
				<td>${o.lewat ? pill(__("di atas batas"), "red") : ""}</td>
			</tr>`
			);
			return `<div class="asn-beban-gulung"><table class="asn-beban-tabel asn-beban-peta"><thead><tr>
				<th scope="col">${__("Pegawai")}</th>${kolom}<th scope="col" class="asn-angka">${__("Batas")}</th><th></th>
			</tr></thead><tbody>${baris.join("")}</tbody></table></div>`;
		}

		kinds(o) {
			return [
				__("struktural {0}", [o.struktural]),
				__("fungsional {0}", [o.fungsional]),
				__("tim {0}", [o.tim]),
				o.jumlah_tim && __("anggota {0} tim", [o.jumlah_tim]),
			]
				.filter(Boolean)
				.map(text)
				.join(" · ");
		}

		cell(o, s, t) {
			const arti = __("{0}, {1}: {2} ({3})", [o.nama, frappe.datetime.str_to_user(t), s.jumlah, LEVELS()[s.tingkat]]);
			return `<td class="asn-sel asn-sel-${text(s.tingkat)}" title="${text(arti)}">${s.tingkat === "lewat" ? "▲" : ""}${number(s.jumlah)}</td>`;
		}

		pages() {
			const { halaman, jumlah_halaman } = this.data;
			if (jumlah_halaman < 2) return "";
			const tombol = (ke, nama, boleh) =>
				`<button type="button" class="btn btn-default btn-sm" data-halaman="${ke}" ${boleh ? "" : "disabled"}>${nama}</button>`;
			return `<div class="asn-beban-halaman">${tombol(halaman - 1, __("Sebelumnya"), halaman > 1)}
				<span>${__("Halaman {0} dari {1}", [halaman, jumlah_halaman])}</span>
				${tombol(halaman + 1, __("Berikutnya"), halaman < jumlah_halaman)}</div>`;
		}
	}
}
