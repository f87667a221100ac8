"""The handbook as files that are taken away, PDF and EPUB: made from the whole book alone, each in the book's language."""
