package kadens.enrollment;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import kadens.cadence.Cadence;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.prospect.Account;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.prospect.Suppressions;
import kadens.team.Organization;
import kadens.template.Use;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Who of many can't be enrolled, and why: what {@link Enrolling#objection} says of each, found with a few queries for all.
 * It is for looking ahead; whoever is enrolled is looked at once more by itself.
 */
public final class Objections {

    /** The key of those who lack a value. */
    public static final String LACKING = "lacking";

    /** So many mails are really written; of everybody else, only what they lack is looked at. */
    private static final int WRITTEN_MAX = 200;

    private final StatelessSession session;
    private final Enrolling enrolling;
    private final Cadence cadence;
    private final Mailbox mailbox;
    private final boolean again;
    private final Instant now;

    Objections(
            StatelessSession session,
            Enrolling enrolling,
            Cadence cadence,
            Mailbox mailbox,
            boolean again,
            Instant now) {
        this.session = session;
        this.enrolling = enrolling;
        this.cadence = cadence;
        this.mailbox = mailbox;
        this.again = again;
        this.now = now;
    }

    /**
     * Why one can't be.
     *
     * @param key the end of the key of the sentence, the same for all with the same kind of reason
     * @param value what they lack, where that is why; empty otherwise
     */
    public record Objection(Prospect prospect, String key, String value, Sentence why) {}

    /** @param can those who can be enrolled, in their order */
    public record Found(List<Prospect> can, List<Objection> objections) {}

    public Found against(List<Prospect> prospects) {
        var found = new LinkedHashMap<Long, Objection>();
        var rules = Organization.get(session);
        suppressed(prospects, found);
        ongoing(left(prospects, found), found);
        if (!again) {
            tooSoon(left(prospects, found), rules.againDays(), found);
        }
        companyFull(left(prospects, found), rules.companyActiveMax(), found);
        var writable = left(prospects, found);
        lacking(writable, found);
        left(writable, found).stream()
                .limit(WRITTEN_MAX)
                .forEach(prospect -> enrolling
                        .unwritable(session, prospect, cadence, mailbox)
                        .ifPresent(why -> found.put(prospect.id(), new Objection(prospect, "unwritable", "", why))));
        return new Found(left(prospects, found), List.copyOf(found.values()));
    }

    private static List<Prospect> left(List<Prospect> prospects, Map<Long, Objection> found) {
        return prospects.stream()
                .filter(prospect -> !found.containsKey(prospect.id()))
                .toList();
    }

    private void suppressed(List<Prospect> prospects, Map<Long, Objection> found) {
        var forbidden = Suppressions.forbidding(
                session, prospects.stream().map(Prospect::email).toList());
        for (var prospect : prospects) {
            var by = forbidden.get(prospect.email());
            if (by != null) {
                var why = Sentence.of("enroll.suppressed", by.target(), by.reason());
                found.put(prospect.id(), new Objection(prospect, "suppressed", "", why));
            }
        }
    }

    private void ongoing(List<Prospect> prospects, Map<Long, Objection> found) {
        // Rides enrollment_one_active_a_prospect.
        var cadences = map(prospects, """
                SELECT active_prospect_id, cadence FROM enrollment WHERE active_prospect_id IN (:ids)
                """, Map.of());
        for (var prospect : prospects) {
            if (cadences.get(prospect.id()) instanceof String in) {
                found.put(
                        prospect.id(), new Objection(prospect, "ongoing", "", Sentence.of("enroll.ongoing", in)));
            }
        }
    }

    private void tooSoon(List<Prospect> prospects, int againDays, Map<Long, Objection> found) {
        // Rides enrollment_prospect.
        var ends = map(prospects, """
                SELECT prospect_id, MAX(changed_at) FROM enrollment
                WHERE prospect_id IN (:ids) AND cadence = :cadence GROUP BY prospect_id
                """, Map.of("cadence", cadence.name()));
        for (var prospect : prospects) {
            if (ends.get(prospect.id()) instanceof LocalDateTime at) {
                var end = at.toInstant(ZoneOffset.UTC).atZone(mailbox.timeZone());
                if (Enrolling.isTooSoon(end, againDays, now)) {
                    var why = Enrolling.tooSoon(cadence, end, againDays);
                    found.put(prospect.id(), new Objection(prospect, "too-soon", "", why));
                }
            }
        }
    }

    private void companyFull(List<Prospect> prospects, @Nullable Integer most, Map<Long, Objection> found) {
        var ids = prospects.stream()
                .map(Prospect::accountId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (most == null || ids.isEmpty()) {
            return;
        }
        var accounts = Prospects.accountsOf(session, prospects);
        // Rides prospect_account and enrollment_one_active_a_prospect.
        var ongoing = new HashMap<Long, Long>();
        session.createNativeQuery("""
                        SELECT p.account_id, COUNT(*) FROM prospect p
                        JOIN enrollment e ON e.active_prospect_id = p.id
                        WHERE p.account_id IN (:ids) GROUP BY p.account_id
                        """, Object[].class)
                .setParameterList("ids", ids)
                .getResultList()
                .forEach(row -> ongoing.put(((Number) row[0]).longValue(), ((Number) row[1]).longValue()));
        for (var prospect : prospects) {
            var account = account(prospect, accounts);
            if (account != null) {
                var there = ongoing.getOrDefault(account.id(), 0L);
                if (there >= most) {
                    var why = Enrolling.companyFull(account, there, most);
                    found.put(prospect.id(), new Objection(prospect, "company-full", "", why));
                } else {
                    ongoing.put(account.id(), there + 1);
                }
            }
        }
    }

    private static @Nullable Account account(Prospect prospect, Map<Long, Account> accounts) {
        var id = prospect.accountId();
        return id == null ? null : accounts.get(id);
    }

    private void lacking(List<Prospect> prospects, Map<Long, Objection> found) {
        enrolling.lacking(session, prospects, cadence, mailbox).forEach((value, those) -> those.forEach(prospect -> {
            var why = Sentence.of("enroll.lacks", Use.word(value));
            found.putIfAbsent(prospect.id(), new Objection(prospect, LACKING, value, why));
        }));
    }

    private Map<Long, Object> map(List<Prospect> prospects, String sql, Map<String, Object> parameters) {
        var found = new HashMap<Long, Object>();
        var ids = prospects.stream().map(Prospect::id).toList();
        if (!ids.isEmpty()) {
            var query = session.createNativeQuery(sql, Object[].class).setParameterList("ids", ids);
            parameters.forEach(query::setParameter);
            query.getResultList().forEach(row -> found.put(((Number) row[0]).longValue(), row[1]));
        }
        return found;
    }

    /** The same reasons together, the most frequent first. */
    public static SequencedMap<String, List<Objection>> grouped(List<Objection> objections) {
        var groups = new LinkedHashMap<String, List<Objection>>();
        objections.forEach(each -> groups.computeIfAbsent(each.key() + " " + each.value(), _ -> new ArrayList<>())
                .add(each));
        var sorted = new LinkedHashMap<String, List<Objection>>();
        groups.entrySet().stream()
                .sorted((a, b) -> b.getValue().size() - a.getValue().size())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
