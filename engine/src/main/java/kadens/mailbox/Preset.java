package kadens.mailbox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The servers of a mail service, as it publishes them.
 *
 * @param id as it is stored in forms and named in texts
 * @param name as the service calls itself; empty for one's own server
 * @param domains of addresses that are surely there; companies' own domains are nowhere among them
 * @param imapByName whether the IMAP user is the part of the address before the @
 * @param supported whether its IMAP lets a program in that has a password
 */
public record Preset(
        String id, String name, List<String> domains, Server smtp, Server imap, boolean imapByName, boolean supported) {

    /**
     * One server.
     *
     * @param tls whether TLS begins with the connection (RFC 8314); else by STARTTLS
     */
    public record Server(String host, int port, boolean tls) {}

    private static final Server NONE_SMTP = new Server("", 465, true);
    private static final Server NONE_IMAP = new Server("", 993, true);

    /** One's own server, or that of a service which is not among these. */
    public static final Preset OWN = new Preset("own", "", List.of(), NONE_SMTP, NONE_IMAP, false, true);

    /** In the order in which they are offered. */
    public static final List<Preset> ALL = List.of(
            // https://support.google.com/a/answer/9003945 and https://support.google.com/mail/answer/7126229; passwords
            // for programs: https://support.google.com/accounts/answer/185833
            preset(
                    "google",
                    "Google Workspace, Gmail",
                    List.of("gmail.com", "googlemail.com"),
                    new Server("smtp.gmail.com", 465, true),
                    new Server("imap.gmail.com", 993, true)),
            // https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/pop3-and-imap4/pop3-and-imap4 and
            // https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online:
            // IMAP wants OAuth.
            new Preset(
                    "microsoft",
                    "Microsoft 365, Outlook.com",
                    List.of("outlook.com", "hotmail.com", "live.com", "msn.com", "live.no", "hotmail.no"),
                    new Server("smtp.office365.com", 587, false),
                    new Server("outlook.office365.com", 993, true),
                    false,
                    false),
            // https://www.fastmail.help/hc/en-us/articles/1500000278342
            preset(
                    "fastmail",
                    "Fastmail",
                    List.of("fastmail.com", "fastmail.fm"),
                    new Server("smtp.fastmail.com", 465, true),
                    new Server("imap.fastmail.com", 993, true)),
            // https://support.apple.com/102525: the IMAP user is the name before the @
            new Preset(
                    "icloud",
                    "iCloud",
                    List.of("icloud.com", "me.com", "mac.com"),
                    new Server("smtp.mail.me.com", 587, false),
                    new Server("imap.mail.me.com", 993, true),
                    true,
                    true),
            // https://help.yahoo.com/kb/SLN4075.html
            preset(
                    "yahoo",
                    "Yahoo",
                    List.of("yahoo.com", "yahoo.no", "yahoo.co.uk", "yahoo.de", "ymail.com"),
                    new Server("smtp.mail.yahoo.com", 465, true),
                    new Server("imap.mail.yahoo.com", 993, true)),
            // https://support.gmx.com/pop-imap/imap/server.html
            preset(
                    "gmx",
                    "GMX.com",
                    List.of("gmx.com", "gmx.us", "gmx.co.uk"),
                    new Server("mail.gmx.com", 587, false),
                    new Server("imap.gmx.com", 993, true)),
            // https://hilfe.gmx.net/pop-imap/imap/imap-serverdaten.html
            preset(
                    "gmx-net",
                    "GMX.net",
                    List.of("gmx.net", "gmx.de", "gmx.at", "gmx.ch"),
                    new Server("mail.gmx.net", 465, true),
                    new Server("imap.gmx.net", 993, true)),
            // https://help.one.com/hc/en-us/articles/115005594345
            preset(
                    "one",
                    "one.com",
                    List.of(),
                    new Server("send.one.com", 465, true),
                    new Server("imap.one.com", 993, true)),
            // https://domene.shop/faq?section=14
            preset(
                    "domeneshop",
                    "Domeneshop",
                    List.of(),
                    new Server("smtp.domeneshop.no", 587, false),
                    new Server("imap.domeneshop.no", 993, true)),
            // https://proton.me/support/imap-smtp-and-pop3-setup: a program beside Kadens that speaks for the account
            preset(
                    "proton",
                    "Proton Mail Bridge",
                    List.of("proton.me", "protonmail.com", "pm.me"),
                    new Server("127.0.0.1", 1025, false),
                    new Server("127.0.0.1", 1143, false)),
            OWN);

    public Preset {
        domains = List.copyOf(domains);
    }

    /** The one with this id; empty where there is none. */
    public static Optional<Preset> of(String id) {
        return ALL.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The service whose address this surely is; empty for any other domain. */
    public static Optional<Preset> guess(String address) {
        var domain = address.substring(address.lastIndexOf('@') + 1).strip().toLowerCase(Locale.ROOT);
        return ALL.stream().filter(each -> each.domains().contains(domain)).findFirst();
    }

    private static Preset preset(String id, String name, List<String> domains, Server smtp, Server imap) {
        return new Preset(id, name, domains, smtp, imap, false, true);
    }
}
