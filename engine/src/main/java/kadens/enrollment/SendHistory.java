package kadens.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kadens.mailbox.Mailbox;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The mails of the last 24 hours from all mailboxes, in the order in which they left. */
record SendHistory(List<Sent> sent) {

    /** One mail. */
    record Sent(long mailboxId, @Nullable Long accountId, String domain, boolean opener, Instant at) {}

    /** Rides message_sent and message_in_flight. */
    static SendHistory of(StatelessSession session, List<Mailbox> mailboxes, Instant now) {
        if (mailboxes.isEmpty()) {
            return new SendHistory(List.of());
        }
        return new SendHistory(session.createSelectionQuery(
                        "select mailboxId, accountId, recipientDomain, opener, coalesce(settledAt, claimedAt)"
                                + " from OutgoingMessage where mailboxId in :mailboxes"
                                + " and (delivery = SENDING or delivery in (SENT, UNCERTAIN) and settledAt > :since)",
                        Object[].class)
                .setParameter("mailboxes", mailboxes.stream().map(Mailbox::id).toList())
                .setParameter("since", now.minus(Duration.ofDays(1)))
                .getResultStream()
                .map(row -> new Sent((Long) row[0], (Long) row[1], (String) row[2], (Boolean) row[3], (Instant) row[4]))
                .sorted(Comparator.comparing(Sent::at))
                .toList());
    }

    List<Instant> from(long mailboxId) {
        return times(each -> each.mailboxId() == mailboxId);
    }

    List<Instant> openersFrom(long mailboxId) {
        return times(each -> each.mailboxId() == mailboxId && each.opener());
    }

    Map<Long, List<Instant>> toCompany() {
        return by(Sent::accountId);
    }

    Map<String, List<Instant>> toDomain() {
        return by(Sent::domain);
    }

    private List<Instant> times(Predicate<Sent> which) {
        return sent.stream().filter(which).map(Sent::at).toList();
    }

    private <K> Map<K, List<Instant>> by(Function<Sent, @Nullable K> key) {
        return sent.stream()
                .filter(each -> key.apply(each) != null)
                .collect(Collectors.groupingBy(
                        each -> Objects.requireNonNull(key.apply(each)),
                        Collectors.mapping(Sent::at, Collectors.toList())));
    }
}
