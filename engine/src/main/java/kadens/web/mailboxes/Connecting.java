package kadens.web.mailboxes;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import kadens.language.Sentence;
import kadens.mailbox.MailboxRules;
import kadens.mailbox.Mailboxes;
import kadens.mailbox.Preset;
import kadens.run.Engine;
import kadens.run.MailboxProbe.Step;
import kadens.run.ServerTrial;
import kadens.team.Audit;
import kadens.team.People;
import kadens.team.Person;
import kadens.team.Role;
import kadens.web.Me;
import kadens.web.Pages;
import kadens.web.Texts;
import kadens.web.Visitor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Connecting a mailbox: its servers are tried while somebody looks on, and it is kept only where they let us in. */
final class Connecting {

    private static final int NAME_CHARS_MAX = 200;

    private static final List<String> FIELDS = Stream.of(
                    List.of("address", "name", "owner"), ServersForm.FIELDS, RulesForm.FIELDS)
            .flatMap(List::stream)
            .toList();

    private final Engine engine;
    private final Pages pages;
    private final Checks checks;

    Connecting(Engine engine, Pages pages, Checks checks) {
        this.engine = engine;
        this.pages = pages;
        this.checks = checks;
    }

    /**
     * The form.
     *
     * @param preset the id of the service that is chosen
     * @param own whether the servers are to be typed
     * @param owners whose it may be, beside whoever asks; empty where it is always theirs
     * @param zones some to choose from
     * @param rulesWrong whether something is wrong with how it shall send
     */
    record ConnectPage(
            Map<String, String> typed,
            Map<String, String> wrong,
            List<Choice> presets,
            String preset,
            boolean own,
            boolean supported,
            List<Choice> owners,
            List<String> zones,
            boolean rulesWrong) {}

    /** One of several. */
    record Choice(String value, String label) {}

    /** The form; a request of its script gets the servers alone. */
    void ask(Context context) {
        var typed = new HashMap<>(RulesForm.usual(engine.organizationZone()));
        var again = checks.find(
                Objects.requireNonNullElse(context.queryParam("check"), ""),
                Me.of(context).id());
        var address = Objects.requireNonNullElse(context.queryParam("address"), "");
        var chosen = Preset.of(Objects.requireNonNullElse(context.queryParam("preset"), ""));
        var guessed = Preset.guess(address);
        if (!address.isEmpty()
                && context.header("HX-Request") != null
                && (guessed.isEmpty() || guessed.equals(chosen))) {
            context.status(HttpStatus.NO_CONTENT); // what is typed into the servers stays
            return;
        }
        var preset = guessed.or(() -> chosen).orElse(Preset.OWN);
        typed.putAll(ServersForm.of(preset));
        again.ifPresent(check -> typed.putAll(check.typed));
        show(context, new Filled(typed, Visitor.texts(context)));
    }

    void connect(Context context) {
        var texts = Visitor.texts(context);
        var form = Filled.of(context, FIELDS, texts);
        var me = Me.of(context);
        var address = form.get("address").toLowerCase(Locale.ROOT);
        if (!Mailboxes.isAddress(address)) {
            form.isWrong("address", "address");
        }
        var name = form.get("name");
        if (name.length() > NAME_CHARS_MAX || name.chars().anyMatch(Character::isISOControl)) {
            form.isWrong("name", "characters");
        }
        var known = engine.database().transact(session -> engine.mailboxes().byAddress(session, address));
        if (known.isPresent()) {
            form.isWrong("address", "there-already", address);
        }
        var owner = engine.database().transact(session -> owner(session, context, form));
        var rules = RulesForm.read(form);
        var servers = ServersForm.read(form, address, context.formParam("password"));
        if (!form.isRight()) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(context, form);
            return;
        }
        var wanted = new Wanted(address, name, Objects.requireNonNull(owner), rules.orElseThrow());
        var tried = servers.orElseThrow();
        var check = checks.begin(
                me.id(),
                Check.Kind.CONNECT,
                address,
                null,
                ServerTrial.STEPS,
                form.typed(),
                running -> tryAndSave(running, wanted, tried, me.id()));
        context.redirect("/mailboxes/checks/" + check.token, HttpStatus.SEE_OTHER);
    }

    /** A mailbox that is kept once its servers let us in. @param name empty: its owner keeps theirs */
    private record Wanted(String address, String name, long ownerId, MailboxRules rules) {}

    private boolean tryAndSave(Check check, Wanted wanted, ServersForm.Servers servers, long by) {
        var trial = new ServerTrial(wanted.address(), servers.smtp(), servers.imap(), engine, check::hears);
        return trial.run() && engine.database().transact(session -> save(session, check, wanted, servers, trial, by));
    }

    private boolean save(
            StatelessSession session,
            Check check,
            Wanted wanted,
            ServersForm.Servers servers,
            ServerTrial trial,
            long by) {
        if (engine.mailboxes().byAddress(session, wanted.address()).isPresent()) {
            check.hears(new Step("save", false, Sentence.of("trial.there-already", wanted.address())));
            return false;
        }
        var now = engine.clock().instant();
        var owner = named(session, People.get(session, wanted.ownerId()), wanted.name());
        var rules = wanted.rules();
        var draft = new Mailboxes.Draft(
                wanted.address(),
                servers.smtp(),
                servers.imap(),
                rules.limits(),
                rules.window(),
                rules.timeZone(),
                rules.freshness(),
                rules.whenUncertain(),
                rules.sentCopy());
        var saved = engine.mailboxes().save(session, draft, owner, now);
        var files = trial.filesSent();
        if (files != null) {
            engine.mailboxes().filesSent(session, saved, files);
        }
        Audit.note(session, by, Sentence.of("audit.mailbox-connected", saved.address(), owner.name()), now);
        check.isOf(saved.id());
        return true;
    }

    private Person named(StatelessSession session, Person owner, String name) {
        return name.isBlank() || name.equals(owner.name())
                ? owner
                : People.nameOrRename(
                        session, owner.email(), name, null, null, engine.clock().instant());
    }

    /** A rep connects for themselves; whoever leads, for those they lead, too. Null where that is wrong, which is said. */
    private static @Nullable Long owner(StatelessSession session, Context context, Filled form) {
        var me = Me.of(context);
        var given = form.get("owner");
        if (given.isEmpty() || me.role() == Role.REP) {
            return me.id();
        }
        return others(session, me)
                .filter(person -> String.valueOf(person.id()).equals(given))
                .map(Person::id)
                .findFirst()
                .orElseGet(() -> {
                    form.isWrong("owner", "owner");
                    return null;
                });
    }

    private static Stream<Person> others(StatelessSession session, Me me) {
        if (me.role() == Role.REP) {
            return Stream.of();
        }
        var sight = me.sight(session);
        return People.all(session).stream()
                .filter(person -> person.leftAt() == null && person.id() != me.id() && sight.includes(person.id()));
    }

    private void show(Context context, Filled form) {
        var texts = Visitor.texts(context);
        var me = Me.of(context);
        var preset = Preset.of(form.get("preset")).orElse(Preset.OWN);
        var owners = engine.database()
                .transact(session -> others(session, me)
                        .map(person -> new Choice(String.valueOf(person.id()), person.name() + " · " + person.email()))
                        .toList());
        pages.show(
                context,
                "mailbox-new",
                new ConnectPage(
                        form.typed(),
                        form.wrong(),
                        presets(texts),
                        preset.id(),
                        preset.equals(Preset.OWN),
                        preset.supported(),
                        owners,
                        zones(),
                        RulesForm.FIELDS.stream().anyMatch(form.wrong()::containsKey)));
    }

    static List<Choice> presets(Texts texts) {
        return Preset.ALL.stream()
                .map(each ->
                        new Choice(each.id(), each.name().isEmpty() ? texts.say("mailboxes.preset.own") : each.name()))
                .toList();
    }

    /** Where most of those are who use it; any other can be typed. */
    static List<String> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.startsWith("Europe/"))
                .sorted()
                .toList();
    }
}
