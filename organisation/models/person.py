"""A person who logs in with an e-mail address."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower


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
        return self.create_user(epost, password, is_superuser=True, **falt)


class Person(AbstractBaseUser, PermissionsMixin):
    """`pseudonym` stands for the person in the log, so that the person can be removed and the log stay."""

    epost = models.EmailField("e-postadress", max_length=254)
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

    @property
    def is_staff(self) -> bool:
        """Django's admin site is for administrators."""
        return self.is_superuser or self.has_perm("organisation.administrera")
