"""A mail backend that hands the letter over and dies before the row can say so."""

import os
import signal

from django.core.mail.backends.smtp import EmailBackend


class DyingBackend(EmailBackend):
    """SMTP, then SIGKILL."""

    def send_messages(self, email_messages):
        super().send_messages(email_messages)
        os.kill(os.getpid(), signal.SIGKILL)
