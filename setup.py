# Shim for benches whose pip cannot read pyproject.toml; a bare setup() beside flit fails to build.
from setuptools import find_packages, setup

setup(
	name="transformasi_asn",
	version="0.1.0",
	packages=find_packages(include=["transformasi_asn*"]),
	install_requires=["segno>=1.6,<2", "holidays>=0.86,<0.87"],
)
