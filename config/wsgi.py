from django.core.wsgi import get_wsgi_application

from config import env
from config.content_types import with_plain_content_type

env.use_settings("config.settings.production")
application = with_plain_content_type(get_wsgi_application())
