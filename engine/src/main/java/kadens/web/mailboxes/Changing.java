package kadens.web.mailboxes;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Preset;
import kadens.run.Engine;
import kadens.run.ServerTrial;
import kadens.team.Audit;
import kadens.web.Failure;
import kadens.web.Me;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Seen;
import kadens.web.Visitor;

/** Changing how a mailbox sends, and where; other servers are tried before they are kept. */
final class Changing {

    private final Engine engine;
    private final Pages pages;
    private final Checks checks;

    Changing(Engine engine, Pages pages, Checks checks) {
        this.engine = engine;
        this.pages = pages;
        this.checks = checks;
    }

    /** The form of how it sends. */
    record RulesPage(
            long id, String address, Map<String, String> typed, Map<String, String> wrong, List<String> zones) {}

    /** The form of its servers. */
    record ServersPage(
            long id,
            String address,
            Map<String, String> typed,
            Map<String, String> wrong,
            List<Connecting.Choice> presets,
            String preset,
            boolean own,
            boolean supported) {}

    void askRules(Context context) {
        var mailbox = mailbox(context);
        show(context, mailbox, new Filled(RulesForm.of(mailbox), Visitor.texts(context)));
    }

    void rules(Context context) {
        var mailbox = mailbox(context);
        var form = Filled.of(context, RulesForm.FIELDS, Visitor.texts(context));
        var rules = RulesForm.read(form);
        if (rules.isEmpty()) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(context, mailbox, form);
            return;
        }
        engine.database().transactAlone(session -> {
            rules.get().keep(session, mailbox);
            Audit.note(
                    session,
                    Me.of(context).id(),
                    Sentence.of("audit.mailbox-rules", mailbox.address()),
                    engine.clock().instant());
        });
        engine.replanning().run(mailbox.id());
        context.redirect("/mailboxes/" + mailbox.id(), HttpStatus.SEE_OTHER);
    }

    /** The form; a request of its script gets the servers alone. */
    void askServers(Context context) {
        var mailbox = mailbox(context);
        var typed = new HashMap<>(ServersForm.of(mailbox));
        var chosen = context.queryParam("preset");
        if (chosen != null) {
            typed.putAll(ServersForm.of(Preset.of(chosen).orElse(Preset.OWN)));
        }
        checks.find(
                        Objects.requireNonNullElse(context.queryParam("check"), ""),
                        Me.of(context).id())
                .ifPresent(check -> typed.putAll(check.typed));
        showServers(context, mailbox, new Filled(typed, Visitor.texts(context)));
    }

    void servers(Context context) {
        var mailbox = mailbox(context);
        var form = Filled.of(context, ServersForm.FIELDS, Visitor.texts(context));
        var servers = ServersForm.read(form, mailbox.address(), context.formParam("password"));
        if (servers.isEmpty()) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            showServers(context, mailbox, form);
            return;
        }
        var me = Me.of(context).id();
        var tried = servers.get();
        var check = checks.begin(
                me,
                Check.Kind.SERVERS,
                mailbox.address(),
                mailbox.id(),
                ServerTrial.STEPS,
                form.typed(),
                running -> tryAndKeep(running, mailbox, tried, me));
        context.redirect("/mailboxes/checks/" + check.token, HttpStatus.SEE_OTHER);
    }

    private boolean tryAndKeep(Check check, Mailbox mailbox, ServersForm.Servers servers, long by) {
        var trial = new ServerTrial(mailbox.address(), servers.smtp(), servers.imap(), engine, check::hears);
        if (!trial.run()) {
            return false;
        }
        engine.database().transactAlone(session -> {
            engine.mailboxes().changeServers(session, mailbox, servers.smtp(), servers.imap());
            var files = trial.filesSent();
            if (files != null) {
                engine.mailboxes().filesSent(session, mailbox, files);
            }
            Audit.note(
                    session,
                    by,
                    Sentence.of("audit.mailbox-servers", mailbox.address()),
                    engine.clock().instant());
        });
        return true;
    }

    private void show(Context context, Mailbox mailbox, Filled form) {
        pages.show(
                context,
                "mailbox-rules",
                new RulesPage(mailbox.id(), mailbox.address(), form.typed(), form.wrong(), Connecting.zones()));
    }

    private void showServers(Context context, Mailbox mailbox, Filled form) {
        var preset = Preset.of(form.get("preset")).orElse(Preset.OWN);
        pages.show(
                context,
                "mailbox-servers",
                new ServersPage(
                        mailbox.id(),
                        mailbox.address(),
                        form.typed(),
                        form.wrong(),
                        Connecting.presets(Visitor.texts(context)),
                        preset.id(),
                        preset.equals(Preset.OWN),
                        preset.supported()));
    }

    private Mailbox mailbox(Context context) {
        return mailbox(engine, context);
    }

    /** The one that an address names, where whoever asks sees it. @throws Failure 404 */
    static Mailbox mailbox(Engine engine, Context context) {
        var id = Paths.id(context);
        return engine.database().transact(session -> {
            Seen.mailbox(session, context, id);
            return engine.mailboxes().byId(session, id).orElseThrow(Failure::notFound);
        });
    }
}
