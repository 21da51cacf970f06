package kadens.outbox;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import kadens.cadence.Cadence;
import kadens.cadence.Problem;
import kadens.cadence.Step;
import kadens.enrollment.Approvals;
import kadens.enrollment.Enrollment;
import kadens.enrollment.Facts;
import kadens.enrollment.NextSteps;
import kadens.enrollment.OutgoingMessage;
import kadens.enrollment.OutgoingMessages;
import kadens.enrollment.StepValues;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.team.Person;
import kadens.template.Rendering.Rendered;
import kadens.template.Rendering.Unrenderable;
import kadens.template.Templates;
import kadens.template.Values;
import org.hibernate.StatelessSession;

/** Writes the mail of a step for one enrollment: rendered, threaded and ready to send. */
final class Letters {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Templates templates;
    private final StepValues values;
    private final Approvals approvals;

    Letters(Templates templates, StepValues values) {
        this.templates = templates;
        this.values = values;
        this.approvals = new Approvals(templates);
    }

    sealed interface Written {}

    /** A mail ready to be claimed. */
    record Ready(OutgoingMessages.Draft draft) implements Written {}

    /** The template or a value is not right. */
    record NotWritten(Problem problem) implements Written {}

    /** Nobody has approved yet what the step says. */
    record NotApproved(Sentence why) implements Written {}

    /** Approved before it was written and after, or a file that is saved meanwhile would slip through. */
    Written write(Facts facts, Enrollment enrollment, NextSteps.Found next, Instant horizonAt, Instant now) {
        var session = facts.session();
        var unapproved = unapproved(session, next);
        if (unapproved.isPresent()) {
            return new NotApproved(unapproved.get());
        }
        var written = written(facts, enrollment, next, horizonAt, now);
        return unapproved(session, next).<Written>map(NotApproved::new).orElse(written);
    }

    /** Why the next step waits for somebody's approval; empty where it does not. */
    Optional<Sentence> unapproved(StatelessSession session, NextSteps.Found next) {
        return approvals.lacking(session, next.cadence(), next.step());
    }

    /**
     * Whether a mail that no server has taken yet must be written anew: what is approved is what the step says now, not what it
     * said then.
     */
    boolean isOutdated(NextSteps.Found next, OutgoingMessage message) {
        return next.cadence().needsApproval()
                && message.delivery() == OutgoingMessage.Delivery.DEFERRED
                && !templates.isCurrent(next.cadence(), next.step(), message.templateVersion());
    }

    private Written written(Facts facts, Enrollment enrollment, NextSteps.Found next, Instant horizonAt, Instant now) {
        var mailbox = next.mailbox();
        var prospect = next.prospect();
        var sender = facts.person(mailbox.ownerId());
        var seen = seen(facts, enrollment, next, sender);
        return switch (templates.render(next.cadence(), next.step(), seen)) {
            case Unrenderable(var problem) -> new NotWritten(problem);
            case Rendered rendered -> {
                var thread = thread(facts, enrollment, rendered);
                if (rendered.subject() == null && thread.isEmpty()) {
                    yield new NotWritten(noThread(next.cadence(), next.step()));
                }
                var messageId = newMessageId(mailbox, now);
                var subject = subject(rendered, thread);
                var raw = Composer.compose(new Composer.Letter(
                        sender.name(),
                        mailbox.address(),
                        prospect.displayName().equals(prospect.email()) ? "" : prospect.displayName(),
                        prospect.email(),
                        subject,
                        rendered.text(),
                        rendered.html(),
                        rendered.attachments(),
                        messageId,
                        references(thread),
                        replyTo(mailbox, enrollment),
                        this.values.unsubscribeUrl(enrollment.unsubscribeToken()),
                        now));
                yield new Ready(new OutgoingMessages.Draft(
                        enrollment,
                        next.step().key(),
                        !next.written(),
                        messageId,
                        references(thread),
                        prospect,
                        subject,
                        new OutgoingMessages.Content(
                                rendered.version(), rendered.variant(), rendered.language(), seen.byName()),
                        raw,
                        horizonAt));
            }
        };
    }

    private static String replyTo(Mailbox mailbox, Enrollment enrollment) {
        var token = enrollment.replyToken();
        return token == null || !mailbox.usesPlusAddress() ? "" : mailbox.replyAddress(token);
    }

    /** Whether the next step can be written now. */
    boolean canWrite(StatelessSession session, Enrollment enrollment, NextSteps.Found next) {
        var facts = Facts.of(session, enrollment);
        var sender = facts.person(next.mailbox().ownerId());
        return unapproved(session, next).isEmpty()
                && templates.render(next.cadence(), next.step(), seen(facts, enrollment, next, sender))
                        instanceof Rendered;
    }

    private Values seen(Facts facts, Enrollment enrollment, NextSteps.Found next, Person sender) {
        var account = facts.account(next.prospect());
        return values.of(next.prospect(), account, sender, next.mailbox(), enrollment.unsubscribeToken());
    }

    /** A step without a subject continues a thread; where nothing was sent before, there is none. */
    private static Problem noThread(Cadence cadence, Step step) {
        return new Problem(
                Path.of("cadences", cadence.name(), step.key()),
                0,
                0,
                Sentence.of("send.no-thread"),
                Sentence.of("send.mend.no-thread"));
    }

    /** The mails that this one continues: those sent before it, unless it has a subject of its own. */
    private static List<OutgoingMessage> thread(Facts facts, Enrollment enrollment, Rendered rendered) {
        return rendered.subject() != null
                ? List.of()
                : facts.messages(enrollment).stream()
                        .filter(message -> message.delivery() != OutgoingMessage.Delivery.REFUSED
                                && message.delivery() != OutgoingMessage.Delivery.DEFERRED)
                        .toList();
    }

    private static List<String> references(List<OutgoingMessage> thread) {
        if (thread.isEmpty()) {
            return List.of();
        }
        var parent = thread.getLast();
        var all = new ArrayList<>(parent.references());
        all.add(parent.messageId());
        return all;
    }

    private static String subject(Rendered rendered, List<OutgoingMessage> thread) {
        var own = rendered.subject();
        if (own != null) {
            return own;
        }
        var parent = thread.isEmpty() ? "" : thread.getLast().subject();
        return Stream.of(parent)
                .filter(subject -> subject.toLowerCase(Locale.ROOT).startsWith("re:"))
                .findFirst()
                .orElse("Re: " + parent);
    }

    /**
     * RFC 5322, 3.6.4: unique, its right side a domain that is ours. Ids of one time lie together in their index, as those of
     * RFC 9562, 5.7 do: that of ten million mails need not be read from the disk for each new one. Nobody can guess it.
     */
    private static String newMessageId(Mailbox mailbox, Instant now) {
        var random = new byte[10];
        RANDOM.nextBytes(random);
        var time = HexFormat.of().toHexDigits(now.toEpochMilli(), 12);
        return time + HexFormat.of().formatHex(random) + ".kadens@" + mailbox.domain();
    }
}
