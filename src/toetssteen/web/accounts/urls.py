"""Addresses of signing in, of one's own data, and of the administration of people and organisations."""

from django.urls import path

from toetssteen.web.accounts import keeping_people, own_pages, pages, passwords, single_sign_on

app_name = "accounts"
urlpatterns = [
    path("inloggen/", pages.sign_in, name="sign_in"),
    path("uitloggen/", pages.sign_out, name="sign_out"),
    path("inloggen/tweede-stap/", pages.second_step, name="second_step"),
    path("inloggen/tweede-stap/instellen/", pages.set_up_second_factor, name="second_factor"),
    path("inloggen/tweede-stap/codes/", pages.renew_codes, name="renew_codes"),
    path("inloggen/wachtwoord/", passwords.change, name="change_password"),
    path("inloggen/wachtwoord-vergeten/", passwords.Ask.as_view(), name="reset"),
    path("inloggen/wachtwoord-vergeten/verstuurd/", passwords.Sent.as_view(), name="reset_sent"),
    path("inloggen/wachtwoord-kiezen/<uidb64>/<token>/", passwords.Choose.as_view(), name="choose_password"),
    path("inloggen/organisatie/", single_sign_on.Leave.as_view(), name="oidc"),
    path("inloggen/organisatie/terug/", single_sign_on.Back.as_view(), name="oidc_back"),
    path("mijn/gegevens/", own_pages.own, name="own"),
    path("beheer/mensen/", keeping_people.people, name="people"),
    path("beheer/mensen/nieuw/", keeping_people.new_person, name="new_person"),
    path("beheer/mensen/<int:number>/", keeping_people.person, name="person"),
    path("beheer/mensen/<int:number>/rol/", keeping_people.grant, name="grant"),
    path("beheer/mensen/<int:number>/tweede-stap/", keeping_people.forget_second_factor, name="forget_second_factor"),
    path("beheer/mensen/<int:number>/weghalen/", keeping_people.forget, name="forget"),
    path("beheer/rollen/<int:number>/", keeping_people.end_grant, name="end_grant"),
    path("beheer/organisaties/", keeping_people.organisations, name="organisations"),
    path("beheer/organisaties/nieuw/", keeping_people.edit_organisation, name="new_organisation"),
    path("beheer/organisaties/<slug:key>/", keeping_people.edit_organisation, name="organisation"),
]
