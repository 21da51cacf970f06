package kadens.store;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import kadens.language.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Whether this installation may send from its database, and why not.
 *
 * @param allowed who may; null where nobody has been allowed yet
 */
public record Standing(Kind kind, @Nullable Allowed allowed) {

    /** What was found; each but the first two holds. */
    public enum Kind {
        /** It may. */
        MAY_SEND,
        /** Nobody has sent yet: the first {@code serve} may. */
        UNCLAIMED,
        /** This is the database, but another installation may send from it. */
        OTHER,
        /** The database is a copy: a dump that was loaded. */
        COPIED,
        /** Our files are a copy, and the embedded database with them. */
        MOVED,
        /** The database does not know what was sent from here: it was set back. */
        OLDER,
        /** Mails were sent before anybody kept a record of who may. */
        USED;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The installation that may send, since when and from where it was allowed. */
    public record Allowed(String identity, @Nullable String place, String permit, Instant since, String host) {}

    public boolean maySend() {
        return kind == Kind.MAY_SEND;
    }

    /** Whether an admin has to decide. */
    public boolean holds() {
        return kind != Kind.MAY_SEND && kind != Kind.UNCLAIMED;
    }

    /** Why nothing is sent; empty where it may be. */
    public Optional<Sentence> why() {
        return switch (kind) {
            case MAY_SEND -> Optional.empty();
            case OTHER -> Optional.of(Sentence.of("fence.other", host(), since()));
            case UNCLAIMED, COPIED, MOVED, OLDER, USED -> Optional.of(Sentence.of("fence." + kind.word()));
        };
    }

    /** What to do about it. */
    public Sentence remedy() {
        return kind == Kind.OTHER && allowed != null
                ? Sentence.of("fence.mend.other", allowed.identity())
                : Sentence.of(kind == Kind.UNCLAIMED ? "fence.mend.unclaimed" : "fence.mend");
    }

    private String host() {
        return allowed == null ? "" : allowed.host();
    }

    private Object since() {
        return allowed == null ? "" : allowed.since().atZone(ZoneId.of("UTC"));
    }
}
