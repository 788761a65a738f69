"""A person who logs in with an e-mail address."""

import uuid

from django.contrib import auth
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from organisation.domain.roller import Roll


class Personhanterare(BaseUserManager):
    def get_by_natural_key(self, epost: str) -> "Person":
        return self.get(epost__iexact=epost)

    def create_user(self, epost: str, password: str | None = None, **falt) -> "Person":
        if not epost:
            raise ValueError("A person needs an e-mail address.")
        person = self.model(epost=self.normalize_email(epost).lower(), **falt)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, epost: str, password: str | None = None, **falt) -> "Person":
        """An administrator (for `manage.py createsuperuser`): there is nobody above the roles."""
        person = self.create_user(epost, password, **falt)
        person.roller.create(roll=Roll.ADMINISTRATOR)
        return person


class Person(AbstractBaseUser):
    """What a person may do comes from roles alone: no superuser flag, no groups, no permissions of one's own.

    `pseudonym` stands for the person in the log, so that the person can be removed and the log stay.
    """

    epost = models.EmailField("e-postadress", max_length=254, unique=True)
    namn = models.CharField("namn", max_length=120)
    titel = models.CharField("titel", max_length=120, blank=True)
    pseudonym = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    is_active = models.BooleanField("aktiv", default=True)
    skapad = models.DateTimeField("skapad", auto_now_add=True)

    objects = Personhanterare()

    USERNAME_FIELD = "epost"
    EMAIL_FIELD = "epost"
    REQUIRED_FIELDS = ["namn"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "personer"
        constraints = [models.UniqueConstraint(Lower("epost"), name="person_epost_unik")]

    def __str__(self) -> str:
        return self.namn

    def has_perm(self, perm: str, obj=None) -> bool:
        """Whether some role of the person's allows `perm` on `obj`; see `organisation.behorighet`."""
        return any(backend.has_perm(self, perm, obj) for backend in auth.get_backends())

    def has_module_perms(self, app_label: str) -> bool:
        """For Django's admin site."""
        return self.is_staff

    @property
    def is_staff(self) -> bool:
        """Django's admin site is for administrators."""
        return self.has_perm("organisation.administrera")
