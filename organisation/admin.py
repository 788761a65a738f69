"""People, roles, enheter and the own municipality in Django's admin site; the log to look at."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone

from organisation import actions
from organisation.adminplats import Loggad
from organisation.domain.roller import Roll
from organisation.models import Enhet, Handelse, Kommuninstallning, Person, Rolltilldelning
from organisation.queries import har_annan_administrator


class NyPersonformular(BaseUserCreationForm):
    class Meta:
        model = Person
        fields = ("epost", "namn", "titel")

    def clean_epost(self):
        return self.cleaned_data["epost"].lower()


class Personformular(UserChangeForm):
    class Meta:
        model = Person
        fields = ("epost", "namn", "titel", "is_active", "password")

    def clean_epost(self):
        return self.cleaned_data["epost"].lower()


class Rollformularsamling(forms.BaseInlineFormSet):
    def clean(self):
        """Somebody must remain who can give roles."""
        super().clean()
        idag = timezone.localdate()
        person = self.instance
        if har_annan_administrator(utom=person, dag=idag):
            return
        kvar = [f.cleaned_data for f in self.forms if f.cleaned_data and not f.cleaned_data.get("DELETE")]
        forblir = person.is_active and any(
            rad.get("roll") == Roll.ADMINISTRATOR
            and (rad.get("galler_fran") or idag) <= idag <= (rad.get("galler_till") or idag)
            for rad in kvar
        )
        var = person.roller.gallande(idag).filter(roll=Roll.ADMINISTRATOR).exists()
        if var and not forblir:
            raise ValidationError("Det här är den enda administratören. Utse en till först.")


class Rollrader(admin.TabularInline):
    model = Rolltilldelning
    formset = Rollformularsamling
    extra = 0
    autocomplete_fields = ("enhet",)
    verbose_name_plural = "roller"


@admin.register(Person)
class Personregister(Loggad, UserAdmin):
    form = Personformular
    add_form = NyPersonformular
    inlines = (Rollrader,)
    fieldsets = (
        (None, {"fields": ("epost", "namn", "titel", "is_active", "password")}),
        ("Tider", {"fields": ("last_login", "skapad")}),
    )
    add_fieldsets = ((None, {"fields": ("epost", "namn", "titel", "password1", "password2")}),)
    readonly_fields = ("last_login", "skapad")
    list_display = ("namn", "epost", "titel", "rollerna", "is_active")
    list_filter = ("is_active", "roller__roll")
    search_fields = ("namn", "epost", "titel")
    ordering = ("namn",)
    filter_horizontal = ()
    actions = None  # people are removed one at a time

    def get_inlines(self, request, obj):
        """A new person first gets a name and a password, then, on the page that follows, roles."""
        return self.inlines if obj is not None else ()

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("roller")

    @admin.display(description="roller")
    def rollerna(self, person):
        return ", ".join(sorted({tilldelning.get_roll_display() for tilldelning in person.roller.all()}))

    def save_formset(self, request, form, formset, change):
        formset.save()
        nya, andrade = formset.new_objects, [rad for rad, _ in formset.changed_objects]
        for typ, rader in (
            ("organisation.tilldela_roll", nya),
            ("organisation.andra_roll", andrade),
            ("organisation.ta_bort_roll", formset.deleted_objects),
        ):
            for rad in rader:
                actions.logga_roll(av=request.user, nar=timezone.now(), typ=typ, tilldelning=rad)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as fel:
            messages.error(request, fel.message)
            return redirect("admin:organisation_person_change", object_id)

    def delete_model(self, request, obj):
        actions.ta_bort_person(av=request.user, nar=timezone.now(), person=obj)

    def log_deletions(self, request, queryset):
        """The action logs it."""


@admin.register(Enhet)
class Enhetsregister(admin.ModelAdmin):
    list_display = ("namn", "niva", "overordnad", "galler_fran", "galler_till")
    list_filter = ("niva",)
    list_select_related = ("overordnad",)
    search_fields = ("namn",)
    autocomplete_fields = ("overordnad", "efterfoljare")
    ordering = ("namn",)


@admin.register(Kommuninstallning)
class Kommunregister(Loggad, admin.ModelAdmin):
    """Which municipality is said when the installation is made; here its name and colour."""

    list_display = ("namn", "kommunkod")
    readonly_fields = ("kommunkod", "ar_pahittad")

    def save_model(self, request, obj, form, change):
        falt = ("kommunkod", "namn", "genitiv", "accentfarg", "ar_pahittad")
        actions.valj_kommun(
            av=request.user, nar=timezone.now(), **{namn: getattr(obj, namn) for namn in falt}
        )

    def log_change(self, request, obj, message):
        """The action logs it."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Handelse)
class Logg(admin.ModelAdmin):
    list_display = ("tid", "typ", "objekt", "etikett")
    list_filter = ("objekt",)
    date_hierarchy = "tid"
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
