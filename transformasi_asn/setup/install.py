"""Installation and removal of the app, in explicit steps that may be repeated."""

import frappe

from transformasi_asn.setup import muatan

ALUR = ("Alur Naskah Masuk", "Alur Tugas", "Alur Pokja")
PERAN = (
	tuple(record["role_name"] for record in muatan.read_records("role")) if muatan.FIXTURES.is_dir() else ()
)


def before_install() -> None:
	muatan.check_fixtures()


def after_install() -> None:
	muatan.load_all()
