#!/usr/bin/env python
import sys

from config import env

if __name__ == "__main__":
    env.use_settings("config.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
