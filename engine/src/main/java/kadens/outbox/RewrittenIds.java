package kadens.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The Message-ID that a server gave a mail in place of ours, where its answer to the final dot tells it. */
final class RewrittenIds {

    /**
     * Exchange says {@code 250 2.0.0 OK <…@…> [Hostname=…]}. What stands there is the server's to choose (RFC 5321, 4.2);
     * in angle brackets, and no address that the mail has to do with, it is an id.
     */
    private static final Pattern BRACKETED = Pattern.compile("<([^<>@\\s]{1,180}@[^<>@\\s]{1,70})>");

    /**
     * Amazon SES says {@code 250 Ok 0100…-000000} and overrides Message-ID by that, at email.amazonses.com or at a domain
     * of the region (docs.aws.amazon.com/ses/latest/dg/header-fields.html).
     */
    private static final Pattern SES = Pattern.compile(
            "^250[ -](?:2\\.\\d\\.\\d )?Ok ([0-9a-f]{16}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-\\d{6})");

    private static final Pattern SES_HOST =
            Pattern.compile("email-smtp(?:-fips)?\\.([a-z0-9-]{1,30})\\.amazonaws\\.com");

    private RewrittenIds() {}

    /** @param addresses of the mail, which may be repeated in the answer */
    static List<String> in(String answer, String smtpHost, Set<String> addresses) {
        var ids = new ArrayList<String>();
        BRACKETED
                .matcher(answer)
                .results()
                .map(found -> found.group(1))
                .filter(id -> !addresses.contains(id))
                .forEach(ids::add);
        var ses = SES.matcher(answer);
        var region = SES_HOST.matcher(smtpHost);
        if (region.matches() && ses.find()) {
            ids.add(ses.group(1) + "@email.amazonses.com");
            ids.add(ses.group(1) + "@" + region.group(1) + ".amazonses.com");
        }
        return ids;
    }
}
