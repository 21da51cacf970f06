package kadens.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import kadens.enrollment.Enrollments;
import kadens.inbox.Probing;
import kadens.inbox.StopDrill;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.ServerUrl;
import kadens.mailbox.Timeouts;
import kadens.outbox.Probe;
import kadens.store.Database;

/** Tries a mailbox from end to end: sends a probe to itself, reads it back, judges it, and looks for a copy. */
public final class MailboxProbe {

    private static final Duration ARRIVAL_MAX = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Database database;
    private final Mailboxes mailboxes;
    private final Timeouts timeouts;
    private final InstantSource clock;

    public MailboxProbe(Engine engine) {
        database = engine.database();
        mailboxes = engine.mailboxes();
        timeouts = engine.timeouts();
        clock = engine.clock();
    }

    /** One thing that was tried. */
    public record Step(String name, boolean ok, Sentence says) {}

    /** What keeps one of two servers from being used; empty when both let us in. */
    public static Optional<Sentence> connect(ServerUrl smtp, ServerUrl imap) {
        return Probe.connect(smtp).or(() -> Probing.connect(imap));
    }

    /** Tries step by step, telling each; stops at the first that fails, and answers whether none did. */
    public boolean run(Mailbox mailbox, Consumer<Step> told) {
        return run(mailbox, Probe.newMessageId(mailbox), told);
    }

    /** {@link #run}, and then the stop drill with mails that are put into the inbox. */
    public boolean runAndDrill(Mailbox mailbox, Enrollments enrollments, Consumer<Step> told) {
        var messageId = Probe.newMessageId(mailbox);
        return run(mailbox, messageId, told) && drill(mailbox, enrollments).byItself(messageId, hearing(told));
    }

    /** {@link #run}, and then the stop drill with mails that a partner sends, waiting so long for each. */
    public boolean runAndDrill(
            Mailbox mailbox,
            Enrollments enrollments,
            StopDrill.Partner partner,
            Duration patience,
            Consumer<Step> told) {
        return run(mailbox, told) && drill(mailbox, enrollments).withPartner(partner, patience, hearing(told));
    }

    /** Writes to a partner of the stop drill; why it could not, or empty. */
    public Optional<Sentence> write(Mailbox mailbox, String to, String messageId) {
        return Probe.send(mailboxes.smtp(mailbox), mailbox, to, messageId, clock.instant());
    }

    private StopDrill drill(Mailbox mailbox, Enrollments enrollments) {
        return new StopDrill(mailbox, mailboxes.imap(mailbox), database, enrollments, clock);
    }

    private static StopDrill.Listener hearing(Consumer<Step> told) {
        return (name, ok, says) -> told.accept(new Step(name, ok, says));
    }

    private boolean run(Mailbox mailbox, String messageId, Consumer<Step> told) {
        var smtp = mailboxes.smtp(mailbox);
        var imap = mailboxes.imap(mailbox);
        return step(told, "smtp", Probe.connect(smtp), Sentence.of("probe.smtp", smtp.place()))
                && step(told, "imap", Probing.connect(imap), Sentence.of("probe.imap", imap.place()))
                && step(
                        told,
                        "send",
                        Probe.send(smtp, mailbox, mailbox.address(), messageId, clock.instant()),
                        Sentence.of("probe.sent", mailbox.address()))
                && sends(mailbox)
                && arrives(told, imap, messageId, clock)
                && isFiled(told, mailbox, imap, messageId)
                && (!mailbox.wantsPlusAddress() || takesTokens(told, mailbox, smtp, imap));
    }

    /** The server took a mail: the mailbox need not rest any longer. */
    private boolean sends(Mailbox mailbox) {
        database.transactAlone(session -> mailboxes.sends(session, mailbox.id()));
        return true;
    }

    /** Waits for a mail to be seen, and tells what is made of it. */
    static boolean arrives(Consumer<Step> told, ServerUrl imap, String messageId, InstantSource clock) {
        var end = System.nanoTime() + ARRIVAL_MAX.toNanos();
        while (System.nanoTime() < end) {
            switch (Probing.look(imap, messageId, clock.instant())) {
                case Probing.Seen(var folder, var classification) -> {
                    told.accept(new Step("read", true, Sentence.of("probe.read", folder)));
                    told.accept(new Step(
                            "judge",
                            true,
                            Sentence.of(
                                    "probe.judged",
                                    classification.verdict(),
                                    classification.evidence().getFirst().sentence())));
                    return true;
                }
                case Probing.Unreadable(var why) -> {
                    told.accept(new Step("read", false, why));
                    return false;
                }
                case Probing.NotYet _ -> LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
        told.accept(new Step("read", false, Sentence.of("probe.lost", ARRIVAL_MAX.toSeconds())));
        return false;
    }

    /** Whether a mail to an address with a token comes back here; only then answers are asked to go to such. */
    private boolean takesTokens(Consumer<Step> told, Mailbox mailbox, ServerUrl smtp, ServerUrl imap) {
        var messageId = Probe.newMessageId(mailbox);
        var address = mailbox.replyAddress("probe");
        var trouble = Probe.send(smtp, mailbox, address, messageId, clock.instant())
                .or(() -> arrivesWithin(imap, messageId)
                        ? Optional.empty()
                        : Optional.of(Sentence.of("probe.plus.lost", address, ARRIVAL_MAX.toSeconds())));
        database.transactAlone(session -> mailboxes.plusArrives(session, mailbox, trouble.isEmpty()));
        return step(told, "plus-address", trouble, Sentence.of("probe.plus.arrives", address));
    }

    private boolean arrivesWithin(ServerUrl imap, String messageId) {
        var end = System.nanoTime() + ARRIVAL_MAX.toNanos();
        while (System.nanoTime() < end) {
            if (Probing.look(imap, messageId, clock.instant()) instanceof Probing.Seen) {
                return true;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return false;
    }

    /** Whether the server puts a copy into Sent by itself; it is remembered for the copies that Kadens makes. */
    private boolean isFiled(Consumer<Step> told, Mailbox mailbox, ServerUrl imap, String messageId) {
        return switch (Probing.lookInSent(imap, messageId, timeouts.filing())) {
            case Probing.Filed(var folder) -> filed(told, mailbox, folder, true);
            case Probing.NotFiled(var folder) -> filed(told, mailbox, folder, false);
            case Probing.NoFolder _ -> step(told, "copy", Optional.empty(), Sentence.of("probe.copy.no-folder"));
            case Probing.SentUnreadable(var why) -> step(told, "copy", Optional.of(why), why);
        };
    }

    private boolean filed(Consumer<Step> told, Mailbox mailbox, String folder, boolean itself) {
        database.transactAlone(session -> mailboxes.filesSent(session, mailbox, itself));
        var says = "probe.copy." + (itself ? "filed" : "not-filed")
                + (mailbox.wantsSentCopies() ? "-and-copied" : "-not-copied");
        return step(told, "copy", Optional.empty(), Sentence.of(says, folder));
    }

    private static boolean step(Consumer<Step> told, String name, Optional<Sentence> trouble, Sentence success) {
        told.accept(new Step(name, trouble.isEmpty(), trouble.orElse(success)));
        return trouble.isEmpty();
    }
}
