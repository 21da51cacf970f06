package kadens.enrollment;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import kadens.enrollment.OutgoingMessage.Delivery;
import kadens.mailbox.Mailbox;
import kadens.prospect.Account;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.prospect.Suppression;
import kadens.prospect.Suppressions;
import kadens.team.Organization;
import kadens.team.People;
import kadens.team.Person;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What the next steps of enrollments depend on, as a transaction finds it: asked for when it is needed, for all of them by
 * one statement, and not again.
 *
 * <p>Messages are handed out as they are kept here: who changes one changes what the others are told.
 */
public final class Facts {

    private final StatelessSession session;
    private final List<Enrollment> together;
    private final Map<Long, Mailbox> mailboxes = new HashMap<>();
    private final Map<Long, Person> people = new HashMap<>();
    private final Map<Long, Calendars> calendars = new HashMap<>();
    private @Nullable Organization organization;
    private @Nullable Map<Long, Prospect> prospects;
    private @Nullable Map<Long, Account> accounts;
    private @Nullable Map<Long, List<OutgoingMessage>> messages;
    private @Nullable Map<Long, List<Task>> tasks;
    private @Nullable Map<Long, Map<Long, Instant>> lastOfProspects;
    private @Nullable Map<String, Suppression> suppressions;

    private Facts(StatelessSession session, Collection<Enrollment> together) {
        this.session = session;
        this.together = List.copyOf(together);
    }

    /** About these enrollments, and no other. */
    public static Facts of(StatelessSession session, Collection<Enrollment> together) {
        return new Facts(session, together);
    }

    /** About one. */
    public static Facts of(StatelessSession session, Enrollment enrollment) {
        return new Facts(session, List.of(enrollment));
    }

    public StatelessSession session() {
        return session;
    }

    public Organization organization() {
        if (organization == null) {
            organization = Organization.get(session);
        }
        return organization;
    }

    public Mailbox mailbox(long id) {
        return mailboxes.computeIfAbsent(id, _ -> Objects.requireNonNull(session.get(Mailbox.class, id)));
    }

    public Person person(long id) {
        return people.computeIfAbsent(id, _ -> People.get(session, id));
    }

    public Prospect prospect(Enrollment enrollment) {
        if (prospects == null) {
            prospects = Prospects.withIds(session, ids(Enrollment::prospectId)).stream()
                    .collect(Collectors.toMap(Prospect::id, each -> each));
        }
        return Optional.ofNullable(prospects.get(enrollment.prospectId())).orElseThrow();
    }

    /** Null where the prospect belongs to none. */
    public @Nullable Account account(Prospect prospect) {
        if (accounts == null) {
            together.forEach(this::prospect);
            accounts = Prospects.accountsOf(
                    session, Objects.requireNonNull(prospects).values());
        }
        return accounts.get(prospect.accountId());
    }

    /** All that it was sent or is being sent, the oldest first. */
    public List<OutgoingMessage> messages(Enrollment enrollment) {
        if (messages == null) {
            messages = OutgoingMessages.ofEnrollments(session, ids(Enrollment::id)).stream()
                    .collect(Collectors.groupingBy(OutgoingMessage::enrollmentId));
        }
        return messages.getOrDefault(enrollment.id(), List.of());
    }

    /** The other mailboxes, still connected, that wrote to the prospect before in this enrollment. */
    public List<Mailbox> connectedMailboxesBefore(Enrollment enrollment) {
        return messages(enrollment).stream()
                .filter(message -> message.delivery != Delivery.DEFERRED && message.mailboxId != enrollment.mailboxId())
                .map(message -> message.mailboxId)
                .distinct()
                .map(this::mailbox)
                .filter(mailbox -> mailbox.disconnectedAt() == null)
                .toList();
    }

    /** When each step was mailed, as far as it is done with: one of which that is not stored may still have to go out. */
    Map<String, Instant> mailed(Enrollment enrollment) {
        return messages(enrollment).stream()
                .filter(message ->
                        !message.isBeingSent() && message.delivery != Delivery.DEFERRED && !message.sendAgain)
                .collect(Collectors.toMap(OutgoingMessage::stepKey, OutgoingMessage::claimedAt));
    }

    List<Task> tasks(Enrollment enrollment) {
        if (tasks == null) {
            // In SQL, as all lists here: of another length, what is said in Hibernate's language is translated anew.
            tasks = session.createNativeQuery("SELECT * FROM task WHERE enrollment_id IN (:ids)", Task.class)
                    .setParameterList("ids", ids(Enrollment::id))
                    .getResultStream()
                    .collect(Collectors.groupingBy(task -> task.enrollmentId));
        }
        return tasks.getOrDefault(enrollment.id(), List.of());
    }

    Calendars calendars(Mailbox mailbox, ZoneId organizationZone) {
        return calendars.computeIfAbsent(
                mailbox.id(), _ -> Calendars.of(session, organization(), mailbox, organizationZone));
    }

    /** When another enrollment last wrote to the prospect. A mail that may have arrived counts as one that has. */
    Optional<Instant> lastElsewhere(Enrollment enrollment) {
        if (lastOfProspects == null) {
            lastOfProspects = session.createSelectionQuery(
                            "select e.prospectId, e.id, max(m.settledAt) from Enrollment e join OutgoingMessage m"
                                    + " on m.enrollmentId = e.id where e.prospectId in :prospects"
                                    + " and m.delivery in (SENT, UNCERTAIN) and m.settledAt is not null"
                                    + " group by e.prospectId, e.id",
                            Object[].class)
                    .setParameterList("prospects", ids(Enrollment::prospectId))
                    .getResultStream()
                    .collect(Collectors.groupingBy(
                            row -> (Long) row[0], Collectors.toMap(row -> (Long) row[1], row -> (Instant) row[2])));
        }
        return lastOfProspects.getOrDefault(enrollment.prospectId(), Map.of()).entrySet().stream()
                .filter(last -> last.getKey() != enrollment.id())
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder());
    }

    /** What forbids writing to a prospect of these enrollments. */
    public Optional<Suppression> forbidding(Prospect prospect) {
        if (suppressions == null) {
            suppressions = Suppressions.forbidding(
                    session,
                    together.stream()
                            .map(each -> prospect(each).email())
                            .distinct()
                            .toList());
        }
        return Optional.ofNullable(suppressions.get(prospect.email()));
    }

    private List<Long> ids(ToLongFunction<Enrollment> id) {
        return together.stream().mapToLong(id).distinct().boxed().toList();
    }
}
