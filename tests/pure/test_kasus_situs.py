"""Tests on a site run in the same language and with the class that their version of the framework has."""

import re
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "transformasi_asn"


def test_no_test_takes_the_framework_class_itself():
	langsung = [
		str(berkas.relative_to(APP))
		for berkas in APP.rglob("*.py")
		if berkas != APP / "tests" / "kasus.py"
		and re.search(r"\b(FrappeTestCase|IntegrationTestCase|UnitTestCase)\b", berkas.read_text())
	]
	assert langsung == [], "pakai transformasi_asn.tests.kasus.SitusTestCase"
