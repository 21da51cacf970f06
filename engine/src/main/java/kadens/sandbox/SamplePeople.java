package kadens.sandbox;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import kadens.team.Role;
import org.jspecify.annotations.Nullable;

/** The people of the sandbox, all invented, at {@code .example} addresses that can belong to nobody (RFC 2606). */
public final class SamplePeople {
    private static final List<String> CUSTOM_FIELDS = List.of("trade", "depot", "message", "last_contact");

    private SamplePeople() {}

    static final String TEAM = "Oslo";

    /** Everybody of Rute who uses the pages, the one first whom a visitor is taken for. */
    public static List<Colleague> colleagues() {
        var leaders = List.of(
                new Colleague("ingrid@rute.example", "Ingrid Moen", Role.ADMIN),
                new Colleague("tor@rute.example", "Tor Hauge", Role.MANAGER),
                new Colleague("maja@rute.example", "Maja Lie", Role.MARKETING));
        var reps = sellers().stream().map(seller -> new Colleague(seller.address(), seller.name(), Role.REP));
        return Stream.concat(leaders.stream(), reps).toList();
    }

    /** Rute's three reps. */
    public static List<Seller> sellers() {
        return List.of(
                new Seller("kari@rute.example", "Kari Solheim", ZoneId.of("Europe/Oslo")),
                new Seller("jonas@rute.example", "Jonas Lindqvist", ZoneId.of("Europe/Oslo")),
                new Seller("amina@rute.example", "Amina Yusuf", ZoneId.of("Europe/London")));
    }

    /** The prospects, in the order of {@code people.csv}. */
    public static List<Person> prospects() {
        InputStream file = Objects.requireNonNull(SamplePeople.class.getResourceAsStream("people.csv"));
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return rows.stream().map(SamplePeople::person).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Person person(NamedCsvRecord row) {
        try {
            return new Person(
                    row.getField("email"),
                    optional(row, "first_name"),
                    optional(row, "last_name"),
                    optional(row, "company"),
                    optional(row, "domain"),
                    optional(row, "title"),
                    optional(row, "phone"),
                    ZoneId.of(row.getField("time_zone")),
                    row.getField("country"),
                    row.getField("language"),
                    fields(row),
                    row.getField("cadence"),
                    behaviour(row));
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "people.csv, line " + row.getStartingLineNumber() + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> fields(NamedCsvRecord row) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : CUSTOM_FIELDS) {
            if (!row.getField(name).isEmpty()) {
                fields.put(name, row.getField(name));
            }
        }
        return Map.copyOf(fields);
    }

    private static Behaviour behaviour(NamedCsvRecord row) {
        String text = row.getField("text");
        String address = row.getField("other_address");
        return switch (row.getField("behaviour")) {
            case "silent" -> new Behaviour.Silent();
            case "answers" -> new Behaviour.Answers(cue(row), text);
            case "out-of-office" -> new Behaviour.OutOfOffice(Integer.parseInt(row.getField("days")), text);
            case "bounces" -> new Behaviour.Bounces();
            case "mailbox-full" -> new Behaviour.MailboxFull();
            case "asks-to-be-removed" -> new Behaviour.AsksToBeRemoved(cue(row), text);
            case "answers-from-elsewhere" -> new Behaviour.AnswersFromElsewhere(cue(row), address, text);
            case "forwards-to-colleague" ->
                new Behaviour.ForwardsToColleague(cue(row), address, row.getField("other_name"), text);
            case "clicks-unsubscribe" -> new Behaviour.ClicksUnsubscribe(cue(row));
            default -> throw new IllegalArgumentException("no behaviour is called " + row.getField("behaviour"));
        };
    }

    private static Behaviour.Cue cue(NamedCsvRecord row) {
        return new Behaviour.Cue(Integer.parseInt(row.getField("letter")), Duration.parse(row.getField("delay")));
    }

    private static @Nullable String optional(NamedCsvRecord row, String column) {
        String value = row.getField(column);
        return value.isEmpty() ? null : value;
    }
}
