"""Files that come in are kept in memory only, and never more of them than the limit."""

from functools import wraps
from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from hub.translation.exchange import archive


class InMemory(FileUploadHandler):
    """Counts on where it keeps no more: a file that went over the limit has a size above it, and only its beginning."""

    room = archive.LIMIT

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.held, self.is_over = BytesIO(), False

    def receive_data_chunk(self, raw_data, start):
        if len(raw_data) > self.room:
            self.is_over = True
        else:
            self.room -= len(raw_data)
            self.held.write(raw_data)

    def file_complete(self, file_size):
        self.held.seek(0)
        size = max(file_size, archive.LIMIT + 1) if self.is_over else file_size
        about = (self.field_name, self.file_name, self.content_type, size, self.charset, self.content_type_extra)
        return InMemoryUploadedFile(self.held, *about)


def in_memory(view):
    """Gives a view its files in memory. Its form is held to CSRF as any other."""
    protected = csrf_protect(view)

    # Django's own check would read the form, and write big files to a disk, before the handler is in its place.
    @csrf_exempt
    @wraps(view)
    def receive(request, *args, **kwargs):
        request.upload_handlers = [InMemory(request)]
        return protected(request, *args, **kwargs)

    return receive
