package kadens.inbox;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Test mails from raw text, and their judgements. */
final class Mails {

    static final LocalDate RECEIVED_ON = LocalDate.of(2026, 6, 1);

    private Mails() {}

    static IncomingMail mail(byte[] raw) {
        try {
            return IncomingMail.parse(RawMail.parse(raw));
        } catch (MessagingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static IncomingMail mail(String raw) {
        return mail(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A plain reply of a person to a mail of ours, with this body. */
    static IncomingMail replyWith(String body) {
        return mail("""
                From: Kari Nordmann <kari@kunde.test>
                To: rep@selger.test
                Subject: Re: A question about your depots
                Date: Mon, 1 Jun 2026 09:30:00 +0200
                Message-ID: <reply-1@kunde.test>
                In-Reply-To: <step-1@selger.test>
                References: <step-1@selger.test>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                """ + body);
    }

    static Judgement judge(IncomingMail mail) {
        return new Judge().judge(mail, RECEIVED_ON);
    }

    static Verdict verdict(String raw) {
        return judge(mail(raw)).verdict();
    }
}
