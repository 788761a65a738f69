"""Django's admin app with our site in place of its own."""

from django.contrib.admin.apps import AdminConfig


class Adminapp(AdminConfig):
    default_site = "organisation.adminplats.Adminplats"

    def ready(self):
        super().ready()  # finds every app's admin.py
        from django.contrib import admin
        from django.contrib.auth.models import Group

        admin.site.unregister(Group)  # what one may do comes from roles
