package kadens.mailbox;

import java.time.Duration;
import java.time.ZoneId;
import kadens.plan.Limits;
import kadens.plan.Window;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * How a mailbox sends, as a person wants it; its servers are another matter.
 *
 * @param window null where the organization's holds
 */
public record MailboxRules(
        Limits limits,
        @Nullable Window window,
        ZoneId timeZone,
        Duration freshness,
        WhenUncertain whenUncertain,
        SentCopy sentCopy) {

    /** From now on it sends by these. These columns alone: a run may be writing the others. */
    public void keep(StatelessSession session, Mailbox mailbox) {
        var ramp = limits.ramp();
        session.createMutationQuery("update Mailbox set dailyCap = :cap, gapSecondsMin = :gapMin,"
                        + " gapSecondsMax = :gapMax, rampStart = :rampStart, rampStep = :rampStep,"
                        + " perMinuteMax = :perMinute, openersPerDayMax = :openers, sendWindow = :window,"
                        + " timeZone = :zone, freshnessSeconds = :freshness, whenUncertain = :uncertain,"
                        + " sentCopy = :copies where id = :id")
                .setParameter("cap", limits.dailyCap())
                .setParameter("gapMin", Math.toIntExact(limits.gapMin().toSeconds()))
                .setParameter("gapMax", Math.toIntExact(limits.gapMax().toSeconds()))
                .setParameter("rampStart", ramp == null ? null : ramp.start(), Integer.class)
                .setParameter("rampStep", ramp == null ? null : ramp.step(), Integer.class)
                .setParameter("perMinute", limits.perMinuteMax(), Integer.class)
                .setParameter("openers", limits.openersPerDayMax(), Integer.class)
                .setParameter("window", window == null ? null : window.words(), String.class)
                .setParameter("zone", timeZone.getId())
                .setParameter("freshness", Math.toIntExact(freshness.toSeconds()))
                .setParameter("uncertain", whenUncertain)
                .setParameter("copies", sentCopy)
                .setParameter("id", mailbox.id)
                .executeUpdate();
    }
}
