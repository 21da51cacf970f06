package kadens.sandbox;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A letter in somebody's inbox, as it came, and when it came. */
record Arrival(long uid, Instant at, MimeMessage message) {

    Letter letter() throws MessagingException, IOException {
        return LetterReader.read(message, uid, at, false);
    }

    /** Whom a person's answer goes to: Reply-To, else From. */
    InternetAddress answerTo() throws MessagingException {
        Address[] to = message.getReplyTo();
        if (to != null && to.length > 0 && to[0] instanceof InternetAddress address) {
            return address;
        }
        throw new MessagingException("a letter without From cannot be answered");
    }

    /**
     * Whom a machine answers: the return path. Nobody when it is null or when a machine wrote the letter (RFC 3834,
     * section 2, and RFC 3464, section 2), so that no two machines answer each other for ever.
     */
    Optional<String> machinesAnswerTo() throws MessagingException {
        String automatic = message.getHeader("Auto-Submitted", null);
        if (automatic != null && !automatic.strip().equalsIgnoreCase("no")) {
            return Optional.empty();
        }
        String path = message.getHeader("Return-Path", null);
        String address = path == null
                ? answerTo().getAddress()
                : path.replaceAll("[<>]", "").strip();
        return Optional.of(address).filter(a -> !a.isEmpty());
    }
}
