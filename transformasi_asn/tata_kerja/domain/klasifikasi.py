"""Prefixes of an archive classification code (Permendagri 83/2022: `800.1.3`).

A prefix stands for whole segments: `800.1` covers `800.1` and `800.1.3`, not `800.10`.
A trailing `*` lifts that: `8*` covers every code that begins with 8. An empty prefix covers all.
"""


def matches_prefix(kode: str, awalan: str) -> bool:
	"""Whether a code falls under a prefix."""
	if not awalan:
		return True
	if awalan[-1] == "*":
		return kode.startswith(awalan[:-1])
	return kode == awalan or kode.startswith(awalan + ".")


def covers_prefix(luas: str, sempit: str) -> bool:
	"""Whether every code under the prefix `sempit` also falls under `luas`."""
	if not sempit:
		return luas in ("", "*")
	if sempit[-1] != "*":
		return matches_prefix(sempit, luas)
	awal = sempit[:-1]
	if not luas or luas[-1] == "*":
		return awal.startswith(luas[:-1])
	return awal.startswith(luas + ".")
