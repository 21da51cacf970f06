package kadens.web;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import kadens.run.Engine;
import kadens.sandbox.SamplePeople;
import org.jspecify.annotations.Nullable;

/**
 * Renders the pages. A request of htmx gets the live part of the page alone, any other the whole page with it.
 *
 * <p>A page {@code x} is the template {@code x.ftlh}; its live part, where it has one, is {@code x-live.ftlh}.
 */
public final class Pages {

    private static final int LIVE_SECONDS = 15;

    private final Configuration templates = configuration();
    private final Engine engine;
    private final Assets assets = new Assets();
    private final @Nullable SandboxDoor sandbox;

    public Pages(Engine engine, @Nullable SandboxDoor sandbox) {
        this.engine = engine;
        this.sandbox = sandbox;
    }

    /** What the frame says of the sandbox. */
    record SandboxBar(Moment clock, int speed) {}

    /** What the frame says where nothing is sent until an admin has decided. */
    record Holding(String why, String remedy) {}

    Assets assets() {
        return assets;
    }

    /** Whose page it is. @param may the names of what they may go to */
    public record Mine(String name, String role, Map<String, Boolean> may) {}

    /** Shows a page, or its live part. */
    public void show(Context context, String name, Record page) {
        var visitor = Visitor.of(context);
        var data = data(visitor.texts(), page);
        data.put("name", name);
        data.put("theme", visitor.theme());
        data.put("here", here(context));
        data.put("me", mine(context));
        data.put("nav", Room.of(Me.of(context), sandbox != null));
        if (sandbox != null) {
            data.put("sandbox", bar(sandbox, visitor.texts()));
            data.put(
                    "visitors",
                    engine.database().transact(session -> VisitorChoice.candidates(session, Me.of(context))));
        }
        var standing = engine.database().transact(engine.fence()::standing);
        if (standing.holds()) {
            var why = standing.why().orElseThrow();
            data.put(
                    "fence",
                    new Holding(
                            Moment.sentence(why, visitor.texts()),
                            standing.remedy().in(visitor.texts().locale())));
        }
        data.put("live", isLive(context));
        data.put("liveSeconds", sandbox == null ? LIVE_SECONDS : 1.5);
        context.header("Vary", "HX-Request");
        html(context, render(isLive(context) ? "live" : name, data));
    }

    /**
     * Answers that what the visitor sees is what there is. Only the sandbox's clock goes on meanwhile.
     */
    public void showNothingNew(Context context) {
        if (sandbox == null) {
            context.status(HttpStatus.NO_CONTENT);
            return;
        }
        var texts = Visitor.texts(context);
        var data = data(texts, new NothingNew());
        data.put("sandbox", bar(sandbox, texts));
        context.header("HX-Reswap", "none");
        html(context, render("nothing-new", data));
    }

    private static Mine mine(Context context) {
        var me = Me.of(context);
        var may = Arrays.stream(Access.values())
                .collect(Collectors.toMap(access -> access.name().toLowerCase(Locale.ROOT), me::may));
        return new Mine(me.name(), me.role().word(), may);
    }

    private record NothingNew() {}

    private static SandboxBar bar(SandboxDoor sandbox, Texts texts) {
        var zone = SamplePeople.sellers().getFirst().timeZone();
        return new SandboxBar(
                Moment.clock(sandbox.clock().instant(), zone, texts),
                sandbox.clock().speed());
    }

    /** Shows a page outside the application's frame: to prospects, and where something failed. */
    public void showAlone(Context context, String name, Texts texts, Record page) {
        var data = data(texts, page);
        data.put("theme", Visitor.of(context).theme());
        html(context, render(name, data));
    }

    private static void html(Context context, String page) {
        context.contentType("text/html; charset=utf-8").result(page);
    }

    private Map<String, Object> data(Texts texts, Record page) {
        var data = new HashMap<String, Object>();
        data.put("t", new TextsMethod(texts));
        data.put("language", texts.tag());
        data.put("asset", assets.paths());
        data.put("page", page);
        return data;
    }

    private static boolean isLive(Context context) {
        return context.header("HX-Request") != null && context.header("HX-History-Restore-Request") == null;
    }

    private static String here(Context context) {
        var query = context.queryString();
        return context.path() + (query == null ? "" : "?" + query);
    }

    private String render(String name, Map<String, Object> data) {
        try {
            var out = new StringWriter();
            templates.getTemplate(name + ".ftlh").process(data, out);
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException("The page " + name + " cannot be rendered", e);
        }
    }

    private static Configuration configuration() {
        var configuration = new Configuration(Configuration.VERSION_2_3_35);
        configuration.setTemplateLoader(new ClassTemplateLoader(Pages.class, "pages"));
        configuration.setDefaultEncoding("UTF-8");
        configuration.setURLEscapingCharset("UTF-8");
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setRecognizeStandardFileExtensions(true);
        configuration.setObjectWrapper(new RecordsOnly());
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setLocalizedLookup(false);
        configuration.setNumberFormat("c");
        configuration.setBooleanFormat("c");
        configuration.addAutoImport("k", "parts.ftlh");
        return configuration;
    }
}
