package kadens.inbox;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What an incoming mail is. The kinds are closed: whoever acts on a verdict answers for every one of them. */
public sealed interface Verdict {

    /** The name under which the verdict is stored and shown. */
    String word();

    /**
     * A person wrote it, or answered an invitation.
     *
     * @param intent a first reading, which a person may correct; whoever answers is no longer written to either way
     */
    record Reply(Intent intent) implements Verdict {

        public enum Intent {
            INTERESTED,
            NOT_NOW,
            NOT_INTERESTED,
            /** Somebody else is the one to ask. */
            REFERRAL,
            QUESTION,
            UNCLEAR
        }

        @Override
        public String word() {
            return "reply";
        }
    }

    /**
     * A machine answered in a person's place (RFC 3834).
     *
     * @param until for {@link Kind#OUT_OF_OFFICE}, the last date of absence or the first of return as the mail names
     *     it; null where it names none that can be believed
     * @param successor for {@link Kind#LEFT_COMPANY}, whom to write to instead; null where nobody is named
     */
    record AutoReply(
            Kind kind, @Nullable LocalDate until, @Nullable Successor successor) implements Verdict {

        AutoReply(Kind kind, @Nullable LocalDate until) {
            this(kind, until, null);
        }

        public enum Kind {
            OUT_OF_OFFICE,
            LEFT_COMPANY,
            ACKNOWLEDGEMENT,
            CHALLENGE
        }

        @Override
        public String word() {
            return "auto-reply";
        }
    }

    /**
     * A mail of ours was not delivered, or not yet (RFC 3464).
     *
     * @param status the enhanced status code that was found (RFC 3463, such as 5.1.1), or null
     * @param recipient the address that failed, lower-case, or null where the bounce does not say
     */
    record Bounce(
            Outcome outcome,
            @Nullable String status,
            @Nullable String recipient) implements Verdict {

        public enum Outcome {
            /** Nobody is there: never write to this address again. */
            BAD_ADDRESS,
            /** Somebody may be there, but this mail or this sender is not wanted: a person has to look. */
            REFUSED,
            /** A full mailbox, a network fault, a delay: nothing is settled. */
            TRANSIENT
        }

        @Override
        public String word() {
            return "bounce";
        }
    }

    /** The recipient, or the provider for them, called our mail abuse (RFC 5965). */
    record Complaint() implements Verdict {
        @Override
        public String word() {
            return "complaint";
        }
    }

    /** A report that asks for nothing: read (RFC 8098), delivered (RFC 3464), or authentication failed (RFC 6591). */
    record Receipt() implements Verdict {
        @Override
        public String word() {
            return "receipt";
        }
    }

    /**
     * Nobody can say what it is: too large or too strange to be fetched or parsed. A person has to look.
     */
    record Unreadable() implements Verdict {
        @Override
        public String word() {
            return "unreadable";
        }
    }

    /** The recipient asked, in words or by a report, not to be written to again. */
    record Unsubscribe() implements Verdict {
        @Override
        public String word() {
            return "unsubscribe";
        }
    }
}
