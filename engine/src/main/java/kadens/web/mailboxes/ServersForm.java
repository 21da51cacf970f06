package kadens.web.mailboxes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import kadens.mailbox.Mailbox;
import kadens.mailbox.Preset;
import kadens.mailbox.ServerUrl;
import org.jspecify.annotations.Nullable;

/** The servers of a mailbox as a form. The password is handed in beside it, and kept nowhere. */
final class ServersForm {

    static final List<String> FIELDS = List.of(
            "preset", "user", "smtpHost", "smtpPort", "smtpTls", "imapHost", "imapPort", "imapTls", "anyCertificate");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9a-fA-F:]{2,39}");

    private static final int PASSWORD_CHARS_MAX = 500;

    /** As Google shows a password for a program: the spaces are no part of it. */
    private static final Pattern IN_FOURS = Pattern.compile("([a-z]{4} ){3}[a-z]{4}");

    private ServersForm() {}

    /** Both servers with their passwords. */
    record Servers(ServerUrl smtp, ServerUrl imap) {}

    /** Those that a service publishes, as they would be typed. */
    static Map<String, String> of(Preset preset) {
        var typed = new HashMap<String, String>();
        typed.put("preset", preset.id());
        put(typed, "smtp", preset.smtp());
        put(typed, "imap", preset.imap());
        return typed;
    }

    /** Those of a mailbox. */
    static Map<String, String> of(Mailbox mailbox) {
        var smtp = ServerUrl.smtp(mailbox.smtpServer());
        var imap = ServerUrl.imap(mailbox.imapServer());
        var typed = new HashMap<String, String>();
        typed.put("preset", preset(mailbox).id());
        typed.put("user", Objects.requireNonNullElse(smtp.user(), ""));
        put(typed, "smtp", new Preset.Server(smtp.host(), smtp.port(), smtp.protocol().equals("smtps")));
        put(typed, "imap", new Preset.Server(imap.host(), imap.port(), imap.protocol().equals("imaps")));
        typed.put("anyCertificate", smtp.anyCertificate() || imap.anyCertificate() ? "yes" : "");
        return typed;
    }

    /** The service that has these servers. */
    static Preset preset(Mailbox mailbox) {
        var host = ServerUrl.smtp(mailbox.smtpServer()).host();
        return Preset.ALL.stream()
                .filter(each -> each.smtp().host().equals(host) && !each.id().equals("proton"))
                .findFirst()
                .orElse(Preset.OWN);
    }

    /** Empty where something is wrong, which is said. @param password null: none was typed */
    static Optional<Servers> read(Filled form, String address, @Nullable String password) {
        var preset = Preset.of(form.get("preset")).orElse(Preset.OWN);
        if (form.get("smtpHost").isEmpty() && form.get("imapHost").isEmpty()) {
            of(preset).forEach(form::put); // where a browser runs no scripts
        }
        var user = form.get("user").isEmpty() ? address : form.get("user");
        if (user.chars().anyMatch(Character::isISOControl)) {
            form.isWrong("user", "characters");
        }
        var smtp = server(form, "smtp");
        var imap = server(form, "imap");
        var secret = secret(form, password);
        if (!form.isRight()) {
            return Optional.empty();
        }
        var any = form.get("anyCertificate").equals("yes");
        var imapUser = preset.imapByName() && user.contains("@") ? user.substring(0, user.indexOf('@')) : user;
        return Optional.of(new Servers(
                url("smtp", smtp.orElseThrow(), user, secret, any), url("imap", imap.orElseThrow(), imapUser, secret, any)));
    }

    private static String secret(Filled form, @Nullable String password) {
        if (password == null || password.isEmpty()) {
            form.isWrong("password", "password");
            return "";
        }
        if (password.length() > PASSWORD_CHARS_MAX || password.chars().anyMatch(Character::isISOControl)) {
            form.isWrong("password", "characters");
        }
        return IN_FOURS.matcher(password).matches() ? password.replace(" ", "") : password;
    }

    private static Optional<Preset.Server> server(Filled form, String kind) {
        var host = form.get(kind + "Host");
        if (!HOST.matcher(host).matches()) {
            form.isWrong(kind + "Host", "host");
        }
        var port = form.number(kind + "Port", 1, 65_535);
        var tls = !form.get(kind + "Tls").equals("starttls");
        return port.map(number -> new Preset.Server(host, number, tls));
    }

    private static ServerUrl url(String kind, Preset.Server server, String user, String password, boolean any) {
        return new ServerUrl(kind + (server.tls() ? "s" : ""), server.host(), server.port(), user, password, any);
    }

    private static void put(Map<String, String> typed, String kind, Preset.Server server) {
        typed.put(kind + "Host", server.host());
        typed.put(kind + "Port", String.valueOf(server.port()));
        typed.put(kind + "Tls", server.tls() ? "tls" : "starttls");
    }
}
