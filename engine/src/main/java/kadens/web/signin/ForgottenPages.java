package kadens.web.signin;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Objects;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.team.LinkRequests;
import kadens.web.Pages;
import kadens.web.Place;
import kadens.web.Visitor;
import kadens.web.WebSettings;
import org.jspecify.annotations.Nullable;

/**
 * For people who forgot their password. What it answers, and how fast, does not depend on whether somebody has the address
 * that is typed: that is looked for afterwards, in the background.
 */
final class ForgottenPages {

    private static final int EMAIL_CHARS_MAX = 254;

    private final Engine engine;
    private final Pages pages;
    private final LinkMail mail;

    ForgottenPages(Engine engine, WebSettings settings, Pages pages) {
        this.engine = engine;
        this.pages = pages;
        this.mail = new LinkMail(engine, settings);
    }

    /**
     * @param mails whether there is a mailbox through which a link can be sent
     * @param asked whether one was asked for just now
     * @param wrong what was wrong the last time, as the end of a text's key; null: nothing
     */
    record ForgottenPage(
            String email,
            boolean mails,
            boolean asked,
            @Nullable String wrong) {}

    void ask(Context context) {
        show(context, "", false, null);
    }

    void send(Context context) {
        var given = Objects.requireNonNullElse(context.formParam("email"), "").strip();
        var email = given.substring(0, Math.min(given.length(), EMAIL_CHARS_MAX));
        if (!Prospects.isAddress(email)) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(context, email, false, "email");
            return;
        }
        var now = engine.clock().instant();
        if (!engine.database().transact(session -> LinkRequests.allow(session, email, Place.of(context), now))) {
            context.status(HttpStatus.TOO_MANY_REQUESTS);
            show(context, email, false, "too-many");
            return;
        }
        var texts = Visitor.texts(context);
        Thread.ofVirtual().name("link mail").start(() -> mail.send(email, texts));
        show(context, email, true, null);
    }

    private void show(Context context, String email, boolean asked, @Nullable String wrong) {
        var mails = engine.database().transact(mail::canBeSent);
        var page = new ForgottenPage(email, mails, asked, wrong);
        pages.showAlone(context, "forgotten", Visitor.texts(context), page);
    }
}
