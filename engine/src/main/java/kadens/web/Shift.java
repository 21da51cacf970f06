package kadens.web;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import kadens.enrollment.Whose;
import kadens.mailbox.Mailbox;
import kadens.run.Engine;
import kadens.team.Sight;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Whose work somebody looks at: their own, or that of all whom they lead.
 *
 * @param whose the mailboxes
 * @param assigneeId whose assigned conversations belong to it; null: where all are seen anyhow
 * @param mailboxes all that they see, by id
 * @param team whether others' work is shown, too
 * @param canChoose whether there are others
 */
public record Shift(
        Whose whose, @Nullable Long assigneeId, Map<Long, Mailbox> mailboxes, boolean team, boolean canChoose) {

    /** @param asked {@code mine} or {@code team}; else what is the most use to them */
    public static Shift of(Engine engine, StatelessSession session, Me me, Sight sight, @Nullable String asked) {
        var seen = engine.mailboxes().seen(session, sight);
        var own = seen.stream().filter(mailbox -> mailbox.ownerId() == me.id()).toList();
        var canChoose = seen.size() > own.size();
        var team = canChoose
                && (asked == null || !List.of("mine", "team").contains(asked) ? own.isEmpty() : asked.equals("team"));
        var whose = !team ? of(own) : sight.isAll() ? Whose.EVERYBODYS : of(seen);
        var byId = seen.stream().collect(Collectors.toMap(Mailbox::id, Function.identity()));
        return new Shift(whose, me.id(), byId, team, canChoose);
    }

    private static Whose of(List<Mailbox> mailboxes) {
        return new Whose(mailboxes.stream().map(Mailbox::id).toList());
    }
}
