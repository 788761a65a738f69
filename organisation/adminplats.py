"""Django's admin site, for administrators: with our log-in page, and everything changed in it in our log."""

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organisation.behorighet import ADMINISTRERA


class Adminplats(admin.AdminSite):
    site_title = "Styrsnurran"
    site_header = "Styrsnurran: administration"
    index_title = "Register"
    site_url = "/"
    # Its own footer of choices kept in the browser is fine; its list of recent actions is not what we log in.
    enable_nav_sidebar = False

    def register(self, model_or_iterable, admin_class=None, **options):
        """Every register, other packages' too, logs like this one's own."""
        grund = admin_class or admin.ModelAdmin
        if not issubclass(grund, Loggad):
            grund = type(grund.__name__, (Loggad, grund), {"__module__": grund.__module__})
        super().register(model_or_iterable, grund, **options)

    def has_permission(self, request):
        return request.user.has_perm(ADMINISTRERA)

    def login(self, request, extra_context=None):
        """There is one log-in page, the one that counts tries."""
        vidare = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(vidare)
        if not self.has_permission(request):
            raise PermissionDenied
        return redirect("admin:index")

    def logout(self, request, extra_context=None):
        from organisation.views.inloggning import logga_ut

        return logga_ut(request)

    def password_change(self, request, extra_context=None):
        return redirect("organisation:byt_losenord")


class Loggad:
    """Mixed into every ModelAdmin: rows go to our log, which cannot be changed, and not to Django's own."""

    def log_addition(self, request, obj, message):
        self._logga(request, "organisation.lagg_till_i_register", obj)

    def log_change(self, request, obj, message):
        self._logga(request, "organisation.andra_i_register", obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            self._logga(request, "organisation.ta_bort_ur_register", obj)

    def _logga(self, request, typ, obj, message=()):
        from organisation.actions import logga

        # Only names of fields: values, and the names of people in them, do not belong in the log.
        delar = [] if isinstance(message, str) else [del_.get("changed", {}) for del_ in message]
        falt = [namn for del_ in delar for namn in del_.get("fields", [])]
        logga(
            av=request.user,
            nar=timezone.now(),
            typ=typ,
            objekt=obj,
            data={"fält": ", ".join(falt)} if falt else None,
        )

    def history_view(self, request, object_id, extra_context=None):
        return redirect("organisation:handelser")
