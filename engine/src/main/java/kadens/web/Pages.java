package kadens.web;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import kadens.run.Engine;
import kadens.sandbox.SamplePeople;
import org.jspecify.annotations.Nullable;

/**
 * Renders the pages. A request of htmx gets the live part of the page alone, any other the whole page with it.
 *
 * <p>A page {@code x} is the template {@code x.ftlh}; its live part, where it has one, is {@code x-live.ftlh}.
 */
final class Pages {

    private static final int LIVE_SECONDS = 15;

    private final Configuration templates = configuration();
    private final Engine engine;
    private final Assets assets;
    private final @Nullable SandboxDoor sandbox;

    Pages(Engine engine, Assets assets, @Nullable SandboxDoor sandbox) {
        this.engine = engine;
        this.assets = assets;
        this.sandbox = sandbox;
    }

    /** What the frame says of the sandbox. */
    record SandboxBar(Moment clock, int speed) {}

    /** What the frame says where nothing is sent until an admin has decided. */
    record Holding(String why, String remedy) {}

    /** Shows a page, or its live part. */
    void show(Context context, String name, Record page) {
        var visitor = Visitor.of(context);
        var data = data(visitor.texts(), page);
        data.put("name", name);
        data.put("theme", visitor.theme());
        data.put("here", here(context));
        if (sandbox != null) {
            var clock = Moment.clock(
                    sandbox.clock().instant(), SamplePeople.sellers().getFirst().timeZone(), visitor.texts());
            data.put("sandbox", new SandboxBar(clock, sandbox.clock().speed()));
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

    /** Shows a page outside the application's frame: to prospects, and where something failed. */
    void showAlone(Context context, String name, Texts texts, Record page) {
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
