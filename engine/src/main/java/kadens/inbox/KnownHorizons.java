package kadens.inbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kadens.mailbox.Lease;
import org.hibernate.StatelessSession;

/**
 * How far the folders of a mailbox have been read, during one reading of it: nobody else moves them meanwhile. Those of
 * folders in which nothing was new are stored at its end, all together.
 */
final class KnownHorizons {

    private final Map<String, Horizon> all;
    private final Map<String, Horizon> unstored = new HashMap<>();

    KnownHorizons(Lease lease) {
        List<Horizon> stored =
                lease.transact(session -> Horizons.of(session, lease.mailbox().id()));
        all = stored.stream()
                .collect(Collectors.toMap(Horizon::folder, horizon -> horizon, (_, later) -> later, HashMap::new));
    }

    Optional<Horizon> of(String folder) {
        return Optional.ofNullable(all.get(folder));
    }

    /** Nothing lies before it that is not stored. */
    void moves(Horizon horizon) {
        all.put(horizon.folder(), horizon);
        unstored.put(horizon.folder(), horizon);
    }

    /** It has been stored together with what lies before it. */
    void moved(Horizon horizon) {
        all.put(horizon.folder(), horizon);
        unstored.remove(horizon.folder());
    }

    void store(StatelessSession session) {
        unstored.values().forEach(horizon -> Horizons.move(session, horizon));
    }
}
