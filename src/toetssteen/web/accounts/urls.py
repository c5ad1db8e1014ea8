"""Addresses of signing in, of one's own data, and of the administration of people and organisations."""

from django.urls import path

from toetssteen.web.accounts.administration import organisations, people
from toetssteen.web.accounts.own import views as own
from toetssteen.web.accounts.sign_in import passwords, single_sign_on, views

app_name = "accounts"
urlpatterns = [
    path("inloggen/", views.sign_in, name="sign_in"),
    path("uitloggen/", views.sign_out, name="sign_out"),
    path("inloggen/tweede-stap/", views.second_step, name="second_step"),
    path("inloggen/tweede-stap/instellen/", views.set_up_second_factor, name="second_factor"),
    path("inloggen/tweede-stap/codes/", views.renew_codes, name="renew_codes"),
    path("inloggen/wachtwoord/", passwords.change, name="change_password"),
    path("inloggen/wachtwoord-vergeten/", passwords.Ask.as_view(), name="reset"),
    path("inloggen/wachtwoord-vergeten/verstuurd/", passwords.Sent.as_view(), name="reset_sent"),
    path("inloggen/wachtwoord-kiezen/<uidb64>/<token>/", passwords.Choose.as_view(), name="choose_password"),
    path("inloggen/organisatie/", single_sign_on.Leave.as_view(), name="oidc"),
    path("inloggen/organisatie/terug/", single_sign_on.Back.as_view(), name="oidc_back"),
    path("mijn/gegevens/", own.own, name="own"),
    path("beheer/mensen/", people.people, name="people"),
    path("beheer/mensen/nieuw/", people.new_person, name="new_person"),
    path("beheer/mensen/<int:number>/", people.person, name="person"),
    path("beheer/mensen/<int:number>/rol/", people.grant, name="grant"),
    path("beheer/mensen/<int:number>/tweede-stap/", people.forget_second_factor, name="forget_second_factor"),
    path("beheer/mensen/<int:number>/weghalen/", people.forget, name="forget"),
    path("beheer/rollen/<int:number>/", people.end_grant, name="end_grant"),
    path("beheer/organisaties/", organisations.organisations, name="organisations"),
    path("beheer/organisaties/nieuw/", organisations.edit, name="new_organisation"),
    path("beheer/organisaties/<slug:key>/", organisations.edit, name="organisation"),
]
