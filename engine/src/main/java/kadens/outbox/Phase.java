package kadens.outbox;

import java.util.Optional;

/** How far a dialogue with an SMTP server has come (RFC 5321, 3 and 4.1.4). */
enum Phase {
    CONNECT,
    GREETING,
    EHLO,
    STARTTLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    /** The server has asked for the mail, and its end has not been sent. */
    BODY,
    /** The end of the mail was sent, or was about to be. */
    DOT;

    /** Whether the server knows which mail is to come. */
    boolean isAboutTheMail() {
        return compareTo(RCPT) >= 0;
    }

    /** The phase that a command begins; empty for those that may come at any time. */
    static Optional<Phase> of(String command) {
        return switch (command.split(" ", 2)[0].split(":", 2)[0]) {
            case "EHLO", "HELO" -> Optional.of(EHLO);
            case "STARTTLS" -> Optional.of(STARTTLS);
            case "AUTH" -> Optional.of(AUTH);
            case "MAIL" -> Optional.of(MAIL);
            case "RCPT" -> Optional.of(RCPT);
            case "DATA" -> Optional.of(DATA);
            case "." -> Optional.of(DOT);
            default -> Optional.empty();
        };
    }
}
