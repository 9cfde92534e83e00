"""Addresses of people and shops."""

from django.urls import path

from shop_content.shops.languages import set_language
from shop_content.shops.views import design, home, invitations, mailbox, people, voice

SHOP = "shops/<int:shop_id>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("shops/new/", home.shop_create, name="shop_create"),
    path(SHOP, home.shop_dashboard, name="shop_dashboard"),
    path(SHOP + "settings/", home.shop_settings, name="shop_settings"),
    path(SHOP + "voice/<slug:locale>/", voice.shop_voice, name="shop_voice"),
    path(SHOP + "people/", people.shop_people, name="shop_people"),
    path(SHOP + "people/invite/", people.invitation_create, name="invitation_create"),
    path(SHOP + "people/leave/", people.shop_leave, name="shop_leave"),
    path(SHOP + "people/<int:pk>/role/", people.member_role, name="member_role"),
    path(SHOP + "people/<int:pk>/remove/", people.member_remove, name="member_remove"),
    path(SHOP + "invitations/<int:pk>/resend/", people.invitation_resend, name="invitation_resend"),
    path(SHOP + "invitations/<int:pk>/revoke/", people.invitation_revoke, name="invitation_revoke"),
    path("invitations/<int:pk>/", invitations.invitation_take, name="invitation_take"),
    path("invitations/<slug:token>/", invitations.invitation_accept, name="invitation_accept"),
    path("language/", set_language, name="set_language"),
    path("design/", design.design, name="design"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
]
