"""How people sign in: password, code by mail, passkey, second factor, the house's own sign-in (OpenID Connect).

Everything that differs between machines comes from the environment; allauth reads these names.
"""

import os

ROLES = frozenset({"shopper", "reviewer", "store_manager", "region_manager", "hq"})  # as people.models.Role

ACCOUNT_ADAPTER = "config.adapters.ClosedDoor"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES") or 0)  # else all share one rate limit
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": "/",
    "account_reset_password": "/sign-in",
    "account_reset_password_from_key": "/sign-in?key={key}",
    "account_signup": "/sign-in",
    "socialaccount_login_error": "/sign-in?error=refused",
}

# A code by mail instead of a password: offered where there is a mail server that could send it (`WaysIn`)
MAIL_IS_SET = bool(os.environ.get("SMTP_HOST"))
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # seconds: mail is slow

# Second factors. Addresses come from headquarters, not from a form that anybody fills in.
MFA_ADAPTER = "config.adapters.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Encore"
MFA_TOTP_TOLERANCE = 1  # one step of half a minute: clocks differ
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not os.environ.get("ENCORE_HOSTS")  # localhost alone

# The house's own sign-in: it says who somebody is; headquarters alone says what she may do
OIDC_ISSUER = os.environ.get("OIDC_ISSUER", "").rstrip("/")
SOCIALACCOUNT_ADAPTER = "config.adapters.HouseSignIn"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = (
    True  # an address that the house has verified is the person who has it here
)
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "house",
                "name": os.environ.get("OIDC_NAME") or "Single sign-on",
                "client_id": os.environ.get("OIDC_CLIENT", ""),
                "secret": os.environ.get("OIDC_SECRET", ""),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}


def second_factor_roles(*, is_public: bool) -> frozenset[str]:
    """Roles that need a second factor: `ENCORE_SECOND_FACTOR`, a list with commas or `none`; unset it is HQ on a
    public server, and nobody on this machine alone. ValueError for a role that does not exist."""
    wish = os.environ.get("ENCORE_SECOND_FACTOR") or ("hq" if is_public else "none")
    roles = frozenset(word.strip() for word in wish.split(",")) - {"none"}
    if unknown := roles - ROLES:
        raise ValueError(f"ENCORE_SECOND_FACTOR: {', '.join(sorted(unknown))} is no role")
    return roles
