"""Addresses of own figures."""

from django.urls import path

from toetssteen.web.own_figures import views

app_name = "own_figures"
urlpatterns = [
    path("beheer/eigen-cijfers/", views.tables, name="tables"),
    path("beheer/eigen-cijfers/nieuw/", views.upload, name="upload"),
    path("beheer/eigen-cijfers/<int:number>/", views.table, name="table"),
    path("beheer/eigen-cijfers/<int:number>/beschrijving.zip", views.definitions, name="definitions"),
]
