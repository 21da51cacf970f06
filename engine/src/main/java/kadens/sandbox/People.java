package kadens.sandbox;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sample people who read their mail and behave: each acts at most once on a letter, when the clock says it is time, and
 * one who fails does not keep the others from going on.
 */
public final class People implements AutoCloseable {
    /** The IMAP password of everybody's mailbox. */
    public static final String PASSWORD = "sandbox";

    private static final Logger LOG = LoggerFactory.getLogger(People.class);
    private static final Duration TICK = Duration.ofMillis(500);

    private final InstantSource clock;
    private final List<Life> lives;
    private final Map<String, Life> byAddress = new HashMap<>();
    private final ScheduledExecutorService ticking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("sandbox-people").factory());

    /**
     * Opens a mailbox for everybody.
     *
     * @param oneClick gets the List-Unsubscribe address when somebody clicks it, to post to it (RFC 8058)
     */
    public People(PostOffice office, List<Person> people, InstantSource clock, Consumer<URI> oneClick) {
        this.clock = clock;
        this.lives = people.stream()
                .map(person -> new Life(person, office, oneClick))
                .toList();
        for (Life life : lives) {
            for (Correspondent somebody : life.correspondents()) {
                office.register(somebody.address(), PASSWORD);
                byAddress.put(somebody.address().toLowerCase(Locale.ROOT), life);
            }
        }
    }

    /** The sample people, in the order they were given. */
    public List<Person> all() {
        return lives.stream().map(Life::person).toList();
    }

    /** Whom an address belongs to; for the address of a colleague, the person who forwards letters to them. */
    public Optional<Person> person(String address) {
        return life(address).map(Life::person);
    }

    /** Lets people live by themselves, twice a second of real time, until this is closed. */
    public void start() {
        var _ = ticking.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets everybody read what is new and do what is due. */
    public void tick() {
        Instant now = clock.instant();
        for (Life life : lives) {
            try {
                life.live(now);
            } catch (MessagingException | IOException | RuntimeException e) {
                LOG.warn(
                        "{} could not react to a letter and lets it be; the other sample people go on.",
                        life.person().email(),
                        e);
            }
        }
    }

    /**
     * Answers a received letter in somebody's place, quoting it as their mail program would. What they themselves meant
     * to do about that letter is off.
     *
     * @throws IllegalArgumentException when the text is blank or there is no such person or letter
     */
    public void answer(String address, long uid, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("an answer needs some text");
        }
        Life life = life(address)
                .orElseThrow(() -> new IllegalArgumentException(address + " belongs to nobody in the sandbox"));
        try {
            life.answer(address, uid, text.strip(), clock.instant());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("letter " + uid + " could not be answered as " + address, e);
        }
    }

    /** Stops the people; a turn under way is finished. */
    @Override
    public void close() {
        ticking.close();
    }

    private Optional<Life> life(String address) {
        return Optional.ofNullable(byAddress.get(address.strip().toLowerCase(Locale.ROOT)));
    }
}
