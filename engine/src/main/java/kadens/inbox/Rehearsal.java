package kadens.inbox;

import jakarta.mail.MessagingException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import kadens.enrollment.Enrollments;
import kadens.enrollment.StandIn;
import kadens.enrollment.State;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.store.Database;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What a mail in a mailbox would do to the enrollment whose mail it is about: read, judged, matched and carried out by
 * the code of real runs, on a person made up for it, in a transaction that is taken back.
 */
final class Rehearsal {

    /** The subject of the probe, and so of what comes back for it. */
    static final String SUBJECT = "Kadens tries this mailbox";

    private static final int NEWEST = 20;

    private final Database database;
    private final Enrollments enrollments;
    private final Intake intake;
    private final InstantSource clock;

    Rehearsal(Database database, Enrollments enrollments, InstantSource clock) {
        this.database = database;
        this.enrollments = enrollments;
        this.intake = new Intake(enrollments, clock);
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param matchedBy how its enrollment was found; null where it was not
     * @param state of the enrollment, once the mail was taken in
     * @param reason why the enrollment is in that state; null while it goes on
     */
    record Played(
            String folder,
            String verdict,
            @Nullable String outcome,
            List<Sign> evidence,
            @Nullable String matchedBy,
            State state,
            @Nullable Sentence reason) {}

    /**
     * Plays the newest mail in these folders that is the wanted one, if it is there.
     *
     * @param nextUids what has a lower UID in its folder lay there before, and is not looked at
     * @param person whom the probe is taken to be written to
     * @param probeId the Message-ID of the probe, without angle brackets
     */
    Optional<Played> play(
            Mailbox mailbox,
            List<IMAPFolder> folders,
            Map<String, Long> nextUids,
            String person,
            String probeId,
            Predicate<Fetched> isWanted)
            throws MessagingException {
        for (var imapFolder : folders) {
            try (var folder = FolderReading.open(imapFolder, mailbox)) {
                var found = newest(imapFolder, folder, isWanted, nextUids.getOrDefault(folder.name(), 0L));
                if (found.isPresent()) {
                    return Optional.of(play(mailbox, folder, found.get(), person, probeId));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Fetched> newest(
            IMAPFolder imapFolder, FolderReading folder, Predicate<Fetched> isWanted, long nextUid)
            throws MessagingException {
        var count = imapFolder.getMessageCount();
        for (int number = count; number > Math.max(0, count - NEWEST); number--) {
            if (imapFolder.getMessage(number) instanceof IMAPMessage message && folder.uid(message) >= nextUid) {
                var fetched = Fetched.from(message, folder.uid(message), clock.instant());
                if (isWanted.test(fetched)) {
                    return Optional.of(fetched);
                }
            }
        }
        return Optional.empty();
    }

    private Played play(Mailbox mailbox, FolderReading folder, Fetched fetched, String person, String probeId) {
        try {
            database.transactAlone(session -> {
                throw new TakenBack(play(session, mailbox, folder, fetched, person, probeId));
            });
        } catch (TakenBack done) {
            return done.played;
        }
        throw new IllegalStateException("a rehearsal must be taken back");
    }

    private Played play(
            StatelessSession session,
            Mailbox mailbox,
            FolderReading folder,
            Fetched fetched,
            String person,
            String probeId) {
        var identity = fetched.mail().identity();
        forget(session, mailbox, identity);
        var writtenAt = fetched.receivedAt().isBefore(clock.instant()) ? fetched.receivedAt() : clock.instant();
        var enrollment = StandIn.writtenTo(session, mailbox, person, probeId, SUBJECT, writtenAt);
        intake.take(session, mailbox, folder, List.of(fetched));
        var inbound = new InboundRows_(session).ofIdentity(mailbox.id(), identity);
        var then = enrollments.locked(session, enrollment.id()).orElseThrow();
        return inbound.map(mail -> new Played(
                        folder.name(),
                        mail.verdict(),
                        mail.outcome(),
                        mail.evidence(),
                        mail.matchedBy(),
                        then.state(),
                        then.reason()))
                .orElseGet(() -> notTaken(folder, then.state()));
    }

    /** A run of the engine may have read it meanwhile, and found that it belongs to nobody. */
    private static void forget(StatelessSession session, Mailbox mailbox, String identity) {
        session.createMutationQuery("update Inbound set identity = concat('-', substring(identity, 2))"
                        + " where mailboxId = :mailbox and identity = :identity")
                .setParameter("mailbox", mailbox.id())
                .setParameter("identity", identity)
                .executeUpdate();
    }

    private static Played notTaken(FolderReading folder, State state) {
        return new Played(folder.name(), Inbound.UNRELATED, null, List.of(), null, state, null);
    }

    /** Takes everything of the transaction back, and brings what was seen in it. */
    private static final class TakenBack extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Played played;

        TakenBack(Played played) {
            super("taken back", null, false, false);
            this.played = played;
        }
    }
}
