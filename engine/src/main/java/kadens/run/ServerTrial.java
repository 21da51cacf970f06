package kadens.run;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kadens.inbox.Probing;
import kadens.language.Sentence;
import kadens.mailbox.Reaching;
import kadens.mailbox.ServerUrl;
import kadens.mailbox.Timeouts;
import kadens.outbox.Probe;
import kadens.run.MailboxProbe.Step;
import org.jspecify.annotations.Nullable;

/**
 * Tries the servers of an address that is no mailbox of ours yet, step by step, and keeps nothing. No password is sent before
 * the way to the server is known to be encrypted.
 */
public final class ServerTrial {

    /** What is tried, in this order. */
    public static final List<String> STEPS = List.of(
            "smtp-connect",
            "smtp-tls",
            "smtp-sign-in",
            "imap-connect",
            "imap-tls",
            "imap-sign-in",
            "folders",
            "send",
            "read",
            "judge",
            "copy");

    private static final int FOLDERS_NAMED_MAX = 6;

    private final String address;
    private final ServerUrl smtp;
    private final ServerUrl imap;
    private final Timeouts timeouts;
    private final InstantSource clock;
    private final Consumer<Step> told;

    private @Nullable Boolean filesSent;

    /** @param told hears of each step when it is done */
    public ServerTrial(String address, ServerUrl smtp, ServerUrl imap, Engine engine, Consumer<Step> told) {
        this.address = address;
        this.smtp = smtp;
        this.imap = imap;
        this.timeouts = engine.timeouts();
        this.clock = engine.clock();
        this.told = told;
    }

    /** Stops at the first step that fails, and answers whether none did. */
    public boolean run() {
        var messageId = Probe.newMessageId(address);
        return reach("smtp", smtp)
                && step("smtp-sign-in", () -> Probe.connect(smtp), Sentence.of("probe.smtp", smtp.place()))
                && reach("imap", imap)
                && step("imap-sign-in", () -> Probing.connect(imap), Sentence.of("probe.imap", imap.place()))
                && folders()
                && step(
                        "send",
                        () -> Probe.send(smtp, address, address, messageId, clock.instant()),
                        Sentence.of("probe.sent", address))
                && MailboxProbe.arrives(told, imap, messageId, clock)
                && copy(messageId);
    }

    /** Whether the server files what is sent by itself, once that was found out; else null. */
    public @Nullable Boolean filesSent() {
        return filesSent;
    }

    private boolean reach(String name, ServerUrl server) {
        return step(name + "-connect", () -> Reaching.answers(server), Sentence.of("trial.answers", server.place()))
                && step(
                        name + "-tls",
                        () -> Reaching.encrypts(server),
                        Sentence.of(Reaching.isHere(server) ? "trial.here" : "trial.encrypts", server.place()));
    }

    private boolean folders() {
        return switch (Probing.folders(imap)) {
            case Probing.Folders(var read) -> tell("folders", Optional.empty(), named(read));
            case Probing.FoldersUnreadable(var why) -> tell("folders", Optional.of(why), why);
        };
    }

    private static Sentence named(List<String> read) {
        var named = String.join(", ", read.subList(0, Math.min(FOLDERS_NAMED_MAX, read.size())));
        return read.size() > FOLDERS_NAMED_MAX
                ? Sentence.of("trial.folders-and-more", named, read.size() - FOLDERS_NAMED_MAX)
                : Sentence.of("trial.folders", named);
    }

    private boolean copy(String messageId) {
        return switch (Probing.lookInSent(imap, messageId, timeouts.filing())) {
            case Probing.Filed(var folder) -> {
                filesSent = true;
                yield tell("copy", Optional.empty(), Sentence.of("probe.copy.filed-not-copied", folder));
            }
            case Probing.NotFiled(var folder) -> {
                filesSent = false;
                yield tell("copy", Optional.empty(), Sentence.of("probe.copy.not-filed-and-copied", folder));
            }
            case Probing.NoFolder _ -> tell("copy", Optional.empty(), Sentence.of("probe.copy.no-folder"));
            case Probing.SentUnreadable(var why) -> tell("copy", Optional.of(why), why);
        };
    }

    private boolean step(String name, Supplier<Optional<Sentence>> trouble, Sentence success) {
        return tell(name, trouble.get(), success);
    }

    private boolean tell(String name, Optional<Sentence> trouble, Sentence success) {
        told.accept(new Step(name, trouble.isEmpty(), trouble.orElse(success)));
        return trouble.isEmpty();
    }
}
