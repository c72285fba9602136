"""No default of a parameter reads the request: it would keep the connection of the first one."""

import ast
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "transformasi_asn"


def test_no_default_is_taken_from_the_request():
	salah = []
	for berkas in APP.rglob("*.py"):
		if "tests" in berkas.parts[len(APP.parts) :]:
			continue
		for simpul in ast.walk(ast.parse(berkas.read_text(encoding="utf-8"))):
			if isinstance(simpul, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
				bawaan = [b for b in (*simpul.args.defaults, *simpul.args.kw_defaults) if b]
				salah += [f"{berkas}:{b.lineno}" for b in bawaan if ast.unparse(b).startswith("frappe.")]
	assert not salah
