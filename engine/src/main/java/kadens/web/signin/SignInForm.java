package kadens.web.signin;

import io.javalin.http.Context;
import kadens.web.OpenId;
import kadens.web.Pages;
import kadens.web.Paths;
import kadens.web.Visitor;
import org.jspecify.annotations.Nullable;

/** The page that asks who somebody is. */
final class SignInForm {

    private final Pages pages;
    private final @Nullable OpenId openId;

    SignInForm(Pages pages, @Nullable OpenId openId) {
        this.pages = pages;
        this.openId = openId;
    }

    /**
     * @param to where to go then, a path of ours
     * @param provider what the button to the identity provider calls it; null: there is none
     * @param wrong what was wrong the last time, as the end of a text's key; null: nothing
     */
    record SignInPage(
            String email,
            String to,
            @Nullable String provider,
            @Nullable String wrong) {}

    void show(Context context, String email, @Nullable String wrong) {
        var asked = context.queryParam("to");
        show(context, email, Paths.own(asked == null ? context.formParam("to") : asked), wrong);
    }

    void show(Context context, String email, String to, @Nullable String wrong) {
        var page = new SignInPage(email, to, openId == null ? null : openId.name(), wrong);
        pages.showAlone(context, "sign-in", Visitor.texts(context), page);
    }
}
