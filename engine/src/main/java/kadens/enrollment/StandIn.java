package kadens.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kadens.cadence.Variant;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.mailbox.Mailbox;
import kadens.plan.Lane;
import kadens.plan.Plan;
import kadens.prospect.Prospects;
import org.hibernate.StatelessSession;

/** Somebody made up who was written to from a mailbox. Only for a transaction that is taken back. */
public final class StandIn {

    private static final String CADENCE = "stop-drill";
    private static final Duration NEXT = Duration.ofDays(3);

    private StandIn() {}

    /**
     * Their enrollment, whose first mail was sent.
     *
     * @param messageId of that mail, without angle brackets
     */
    public static Enrollment writtenTo(
            StatelessSession session, Mailbox mailbox, String address, String messageId, String subject, Instant at) {
        var prospect = Prospects.add(session, address, at);
        var enrollment = new Enrollment(prospect.id(), mailbox.id(), CADENCE, 0, Enrollments.newToken(), at);
        enrollment.stepDone("probe", at);
        enrollment.planStep("next", Lane.FOLLOW_UP, new Plan(at.plus(NEXT), List.of()), at);
        new EnrollmentRows_(session).insert(enrollment);
        var content = new OutgoingMessages.Content("", Variant.FIRST, Locale.ENGLISH, Map.of());
        var draft = new OutgoingMessages.Draft(
                enrollment, "probe", true, messageId, List.of(), prospect, subject, content, new byte[0], at);
        var message = OutgoingMessages.claim(draft, 0, at);
        OutgoingMessages.store(session, List.of(message));
        OutgoingMessages.settle(session, message, Delivery.SENT, "", at);
        return enrollment;
    }
}
