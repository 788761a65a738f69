"""Django's own number and date formats, corrected (FORMAT_MODULE_PATH = "styrsnurra.formats")."""
