from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = (
    61 * 1024 * 1024
)  # a little more than any form takes (a large drawing), so that the form sees that it is too much


class CappedUploadHandler(FileUploadHandler):
    """Drops what comes after the limit, so that no upload fills the memory or the disk; the form then refuses the rest."""

    def receive_data_chunk(self, raw_data, start):
        return raw_data if start < MOST_BYTES else None

    def file_complete(self, file_size):
        return None
