// Work that no letter brought: the leader starts from an activity of the plan or from what was said to him. It makes
// one letter in the register and opens the order on it; from there on it goes the way of every letter.
frappe.provide("transformasi_asn.tugaskan");

const API = "transformasi_asn.disposisi.api.";
const RENCANA = "Rencana Kerja";
const ARAHAN = "Arahan Lisan";

// Posts as which the user may start work; without one there is no button.
transformasi_asn.tugaskan.posts = () => frappe.xcall(API + "jabatan_pimpinan");

transformasi_asn.tugaskan.open = async ({ kegiatan, perihal } = {}) => {
	const jabatan = await transformasi_asn.tugaskan.posts();
	if (!jabatan.length) {
		return frappe.msgprint(__("Hari ini Anda tidak memangku jabatan pimpinan, jadi tidak dapat menugaskan."));
	}
	const dialog = new frappe.ui.Dialog({
		title: __("Tugaskan"),
		fields: [
			{ fieldname: "perihal", fieldtype: "Data", label: __("Perihal"), reqd: 1, default: perihal },
			{ fieldname: "dasar", fieldtype: "Select", label: __("Dasar"), default: RENCANA, hidden: kegiatan ? 1 : 0,
				options: [
					{ value: RENCANA, label: __("Kegiatan dalam rencana kinerja") },
					{ value: ARAHAN, label: __("Arahan lisan") },
				] },
			{ fieldname: "kegiatan", fieldtype: "Link", options: "Kegiatan", label: __("Kegiatan"), default: kegiatan,
				only_select: 1, get_query: () => ({ filters: { aktif: 1 } }),
				mandatory_depends_on: `eval:doc.dasar!="${ARAHAN}"` },
			{ fieldname: "pemberi_arahan", fieldtype: "Link", options: "Jabatan", label: __("Pemberi arahan"),
				only_select: 1, get_query: () => ({ filters: { aktif: 1, jumlah_kursi: 1 } }),
				default: jabatan[0].jabatan, depends_on: `eval:doc.dasar=="${ARAHAN}"`,
				mandatory_depends_on: `eval:doc.dasar=="${ARAHAN}"` },
			{ fieldname: "waktu_arahan", fieldtype: "Datetime", label: __("Waktu arahan"), description: __("Kosong: sekarang."),
				depends_on: `eval:doc.dasar=="${ARAHAN}"` },
			{ fieldname: "jabatan", fieldtype: "Select", label: __("Bertindak sebagai"), hidden: jabatan.length > 1 ? 0 : 1,
				default: jabatan[0].jabatan, options: jabatan.map((j) => ({ value: j.jabatan, label: j.label })) },
		],
		primary_action_label: __("Lanjut ke Disposisi"),
		primary_action: async (isian) => {
			dialog.disable_primary_action();
			try {
				const arahan = isian.dasar === ARAHAN;
				const naskah = await frappe.xcall(API + "tugaskan", {
					perihal: isian.perihal,
					jabatan: isian.jabatan,
					kegiatan: isian.kegiatan || null,
					pemberi_arahan: arahan ? isian.pemberi_arahan : null,
					waktu_arahan: arahan ? isian.waktu_arahan : null,
				});
				dialog.hide();
				frappe.new_doc("Disposisi", { naskah });
			} catch (e) {
				dialog.enable_primary_action();
			}
		},
	});
	dialog.show();
};
