"""One benchmark per file; a file's `PATOK` is found by the file's name. Order: `urutan`, then name."""
