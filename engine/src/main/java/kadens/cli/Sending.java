package kadens.cli;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Mailboxes;
import kadens.run.Engine;
import kadens.team.Absence;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Whether a mailbox sends at all, beside its trouble.
 *
 * @param keptFrom by whose wish it does not; null where it does
 * @param away the owner's absence today; null while they are here
 */
record Sending(
        Mailbox mailbox,
        @Nullable Sentence keptFrom,
        @Nullable Absence away) {

    static Sending of(Engine engine, StatelessSession session, Mailbox mailbox) {
        var today = LocalDate.ofInstant(engine.clock().instant(), mailbox.timeZone());
        var away = Absence.of(session, mailbox.ownerId()).stream()
                .filter(each -> !today.isBefore(each.firstDay()) && !today.isAfter(each.lastDay()))
                .findFirst();
        return new Sending(mailbox, Mailboxes.mayNotSend(session, mailbox).orElse(null), away.orElse(null));
    }

    /** Why it does not; empty where it does. */
    Optional<String> words() {
        if (keptFrom != null) {
            return Optional.of(keptFrom.toString());
        }
        return away == null ? Optional.empty() : Optional.of("its owner is away " + Told.days(away));
    }

    Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        values.put("disconnectedAt", Told.orNull(mailbox.disconnectedAt()));
        values.put("ownerLeft", keptFrom != null && keptFrom.key().equals("mailbox.owner-left"));
        values.put("keptFrom", Told.orNull(keptFrom));
        values.put("awayUntil", away == null ? null : away.lastDay().toString());
        return values;
    }
}
