package kadens.web.reports;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import kadens.cadence.Cadence;
import kadens.mailbox.Mailbox;
import kadens.results.Asked;
import kadens.results.Funnel.By;
import kadens.run.Engine;
import kadens.team.People;
import kadens.team.Person;
import kadens.team.Role;
import kadens.team.Sight;
import kadens.team.Team;
import kadens.web.Failure;
import kadens.web.Me;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of the reports, and what of it they may know: reps of their own mailboxes, managers of the team's, admins
 * and marketing of all.
 *
 * @param cadences every name with its title
 * @param reps those whose mailboxes are seen, by name
 * @param teams those that may be chosen; none for who sees no more than one
 * @param owners of every mailbox, by its id
 */
record Question(
        Period period,
        By by,
        @Nullable String cadence,
        @Nullable Long rep,
        @Nullable Long team,
        int page,
        Asked asked,
        Map<String, String> cadences,
        List<Person> reps,
        List<Team> teams,
        Map<Long, Person> owners) {

    private static final int PAGES_MAX = 1_000;

    /** @throws Failure 404 where a rep, a team or a cadence is asked for that is not there for whoever asks */
    static Question of(StatelessSession session, Context context, Engine engine) {
        var me = Me.of(context);
        var everything = me.role() == Role.ADMIN || me.role() == Role.MARKETING;
        var sight = everything ? Sight.ALL : me.sight(session);
        var people = People.all(session).stream().collect(Collectors.toMap(Person::id, Function.identity()));
        var mailboxes = engine.mailboxes().all(session);
        var owners = mailboxes.stream()
                .collect(Collectors.toMap(
                        Mailbox::id, mailbox -> Objects.requireNonNull(people.get(mailbox.ownerId()))));
        var reps = owners.values().stream()
                .filter(person -> sight.includes(person.id()))
                .collect(Collectors.toMap(Person::id, Function.identity(), (one, _) -> one))
                .values()
                .stream()
                .sorted(Comparator.comparing(Person::name).thenComparing(Person::id))
                .toList();
        var teams = everything ? Team.all(session) : List.<Team>of();
        var cadences = cadences(session, engine);
        var cadence = chosen(context, "cadence", Function.identity(), cadences.keySet());
        var rep = chosen(context, "rep", Long::valueOf, reps.stream().map(Person::id).collect(Collectors.toSet()));
        var team = chosen(context, "team", Long::valueOf, teams.stream().map(Team::id).collect(Collectors.toSet()));
        var today = LocalDate.ofInstant(engine.clock().instant(), engine.organizationZone());
        var period = Period.of(
                context.queryParam("period"), context.queryParam("from"), context.queryParam("to"), today);
        var seen = owners.entrySet().stream()
                .filter(each -> sight.includes(each.getValue().id())
                        && (rep == null || each.getValue().id() == rep)
                        && (team == null || Objects.equals(each.getValue().teamId(), team)))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        var all = sight.isAll() && rep == null && team == null;
        return new Question(
                period,
                by(context.queryParam("by")),
                cadence,
                rep,
                team,
                page(context.queryParam("page")),
                new Asked(period.from(), period.to(), cadence, all ? null : seen),
                cadences,
                reps,
                teams,
                owners);
    }

    /** The address of another view of the same. @param path such as {@code /reports} */
    String href(String path, Map<String, String> changed) {
        var values = new LinkedHashMap<String, String>();
        values.put("by", word(by));
        values.put("period", period.word());
        if (period.word().equals("dates")) {
            values.put("from", period.from().toString());
            values.put("to", period.to().toString());
        }
        values.put("cadence", Objects.requireNonNullElse(cadence, ""));
        values.put("rep", rep == null ? "" : rep.toString());
        values.put("team", team == null ? "" : team.toString());
        values.putAll(changed);
        return path
                + values.entrySet().stream()
                        .filter(each -> !each.getValue().isEmpty())
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    String title(String name) {
        return cadences.getOrDefault(name, name);
    }

    /** As it stands in the address; a mailbox is its rep's. */
    static String word(By by) {
        return by == By.MAILBOX ? "rep" : by.name().toLowerCase(Locale.ROOT);
    }

    private static By by(@Nullable String word) {
        return Arrays.stream(By.values())
                .filter(by -> word(by).equals(word))
                .findFirst()
                .orElse(By.CADENCE);
    }

    private static int page(@Nullable String typed) {
        return typed != null && typed.matches("[1-9]\\d{0,3}") ? Math.min(Integer.parseInt(typed), PAGES_MAX) : 1;
    }

    private static <T> @Nullable T chosen(Context context, String name, Function<String, T> read, Set<T> known) {
        var typed = context.queryParam(name);
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            var value = read.apply(typed);
            if (known.contains(value)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // is none of them
        }
        throw Failure.notFound();
    }

    /** Those that there are, and those of which mails tell. */
    private static Map<String, String> cadences(StatelessSession session, Engine engine) {
        var names = new TreeSet<>(engine.cadences().names());
        // Rides enrollment_cadence, from one cadence to the next.
        names.addAll(session.createNativeQuery("SELECT DISTINCT cadence FROM enrollment", String.class)
                .getResultList());
        var titles = new TreeMap<String, String>();
        names.forEach(name ->
                titles.put(name, engine.cadences().find(name) instanceof Cadence cadence ? cadence.title() : name));
        return titles;
    }
}
