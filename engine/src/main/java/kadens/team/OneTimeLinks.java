package kadens.team;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Links that let somebody set a password once: the first admin, people who are invited, and those who forgot theirs. */
public final class OneTimeLinks {

    private static final Duration OPEN = Duration.ofHours(24);

    private OneTimeLinks() {}

    /** @param personId null: whoever comes becomes the admin */
    public record Link(@Nullable Long personId) {}

    /** A link for a person; one that was given before no longer works. @return the token */
    public static String give(StatelessSession session, Person person, Instant now) {
        end(session, person);
        return add(session, person.id(), now);
    }

    /** A link beside those that were given before: whoever asks for it in somebody's name takes nothing from them. */
    public static String giveAnother(StatelessSession session, Person person, Instant now) {
        return add(session, person.id(), now);
    }

    /** The link for the first admin, another one at each start. @return the token */
    public static String forTheFirst(StatelessSession session, Instant now) {
        session.createNativeMutationQuery("DELETE FROM one_time_link WHERE person_id IS NULL")
                .executeUpdate();
        return add(session, null, now);
    }

    /** What a token is good for; empty where it was used, has run out or never was. */
    public static Optional<Link> find(StatelessSession session, String token, Instant now) {
        return session
                .createNativeQuery(
                        "SELECT person_id FROM one_time_link WHERE token = :token AND expires_at > :now", Object.class)
                .setParameter("token", Tokens.kept(token))
                .setParameter("now", now)
                .getResultList()
                .stream()
                .map(id -> new Link(id == null ? null : ((Number) id).longValue()))
                .findFirst();
    }

    /** Uses it up. @return whether it was there still: of two at the same moment, one gets it */
    public static boolean use(StatelessSession session, String token) {
        return session.createNativeMutationQuery("DELETE FROM one_time_link WHERE token = :token")
                        .setParameter("token", Tokens.kept(token))
                        .executeUpdate()
                == 1;
    }

    /** None that a person was given works any more. */
    static void end(StatelessSession session, Person person) {
        session.createNativeMutationQuery("DELETE FROM one_time_link WHERE person_id = :person")
                .setParameter("person", person.id())
                .executeUpdate();
    }

    private static String add(StatelessSession session, @Nullable Long personId, Instant now) {
        session.createNativeMutationQuery("DELETE FROM one_time_link WHERE expires_at <= :now")
                .setParameter("now", now)
                .executeUpdate();
        var token = Tokens.fresh();
        session.createNativeMutationQuery("INSERT INTO one_time_link VALUES (:token, :person, :until)")
                .setParameter("token", Tokens.kept(token))
                .setParameter("person", personId, Long.class)
                .setParameter("until", now.plus(OPEN))
                .executeUpdate();
        return token;
    }
}
