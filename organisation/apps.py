from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "organisation"
    verbose_name = "Organisation"
    # The log's event types in words. Every app may have such a table; the log page collects them.
    handelser = {
        "organisation.logga_in": "Loggade in",
        "organisation.logga_ut": "Loggade ut",
        "organisation.misslyckas_logga_in": "Misslyckad inloggning",
        "organisation.avvisa_inloggning": "För många inloggningsförsök",
        "organisation.byt_losenord": "Bytte lösenord",
        "organisation.tilldela_roll": "Gav en roll",
        "organisation.andra_roll": "Ändrade en roll",
        "organisation.ta_bort_roll": "Tog bort en roll",
        "organisation.ta_bort_person": "Tog bort en person",
        "organisation.valj_kommun": "Valde kommun",
        "organisation.koa_stannat_jobb": "Ett stannat jobb körs igen",
        "organisation.parkera_jobb": "Ett jobb parkerades",
        "organisation.skicka_om_utskick": "Skickade om ett utskick",
        "organisation.lagg_till_i_register": "La till",
        "organisation.andra_i_register": "Ändrade",
        "organisation.ta_bort_ur_register": "Tog bort",
    }
