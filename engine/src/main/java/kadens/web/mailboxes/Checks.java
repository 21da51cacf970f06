package kadens.web.mailboxes;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import kadens.web.mailboxes.Check.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checks that run on this node, or ended a while ago, kept in memory for those who began them. */
final class Checks {

    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int KEPT_MAX = 500;

    private final InstantSource clock;
    private final Map<String, Check> byToken = new ConcurrentHashMap<>();

    Checks(InstantSource clock) {
        this.clock = clock;
    }

    /** Its own, by its token; empty for anybody else's. */
    Optional<Check> find(String token, long personId) {
        return Optional.ofNullable(byToken.get(token)).filter(check -> check.personId == personId);
    }

    /**
     * Begins one in the background. Somebody who has one running gets that instead: servers are not to be asked in many
     * ways at once.
     *
     * @param work answers whether all went well
     */
    synchronized Check begin(
            long personId,
            Check.Kind kind,
            String address,
            @Nullable Long mailboxId,
            List<String> expected,
            Map<String, String> typed,
            Predicate<Check> work) {
        forget();
        var running = byToken.values().stream()
                .filter(check -> check.personId == personId && check.state() == State.RUNNING)
                .findFirst();
        if (running.isPresent()) {
            return running.get();
        }
        var check = new Check(newToken(), personId, kind, address, mailboxId, expected, typed, clock.instant());
        byToken.put(check.token, check);
        Thread.ofVirtual().name("check of " + address).start(() -> run(check, work));
        return check;
    }

    private static void run(Check check, Predicate<Check> work) {
        try {
            check.ends(work.test(check));
        } catch (RuntimeException e) {
            LOG.warn("A check of {} broke off ({}); it can be begun again.", check.address, e.toString(), e);
            check.breaksOff();
        }
    }

    private void forget() {
        var before = clock.instant().minus(KEPT);
        byToken.values().removeIf(check -> check.state() != State.RUNNING && check.begunAt.isBefore(before));
        if (byToken.size() >= KEPT_MAX) {
            byToken.values().stream()
                    .filter(check -> check.state() != State.RUNNING)
                    .min(Comparator.comparing(check -> check.begunAt))
                    .ifPresent(oldest -> byToken.remove(oldest.token));
        }
    }

    private static String newToken() {
        var random = new byte[16];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
