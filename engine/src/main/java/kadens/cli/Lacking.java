package kadens.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kadens.cadence.Cadence;
import kadens.language.Sentence;
import kadens.mailbox.Mailbox;
import kadens.prospect.Prospect;
import kadens.prospect.Prospects;
import kadens.run.Engine;
import kadens.template.Use;

/** Which values those who are to be enrolled lack: told for all of them, before the first is enrolled. */
final class Lacking {

    private static final int BATCH = 500;
    private static final int NAMED_MAX = 5;

    private final Engine engine;
    private final Cadence cadence;
    private final Mailbox mailbox;
    private final SequencedMap<String, Long> wanted;

    /** @param wanted addresses, each with its line in a file; 0 for none */
    Lacking(Engine engine, Cadence cadence, Mailbox mailbox, SequencedMap<String, Long> wanted) {
        this.engine = engine;
        this.cadence = cadence;
        this.mailbox = mailbox;
        this.wanted = wanted;
    }

    void tell(Output output) {
        var lacking = new TreeMap<String, List<String>>();
        var emails = List.copyOf(wanted.keySet());
        for (int from = 0; from < emails.size(); from += BATCH) {
            find(emails.subList(from, Math.min(emails.size(), from + BATCH)))
                    .forEach((value, those) -> lacking.computeIfAbsent(value, _ -> new ArrayList<>())
                            .addAll(those));
        }
        lacking.forEach((value, those) -> tell(value, those, output));
    }

    private Map<String, List<String>> find(List<String> emails) {
        return engine.database().transact(session -> {
            var prospects = Prospects.amongst(session, emails);
            return engine.enrolling().lacking(session, prospects, cadence, mailbox).entrySet().stream()
                    .filter(entry -> !entry.getKey().startsWith("sender.")) // that is not theirs
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> inOrder(emails, entry.getValue())));
        });
    }

    private static List<String> inOrder(List<String> emails, List<Prospect> prospects) {
        var those = prospects.stream().map(Prospect::email).collect(Collectors.toSet());
        return emails.stream().filter(those::contains).toList();
    }

    private void tell(String value, List<String> those, Output output) {
        var lines = those.stream().map(email -> wanted.getOrDefault(email, 0L)).toList();
        var told = new LinkedHashMap<String, Object>();
        told.put("lacking", value);
        told.put("prospects", those.size());
        told.put("of", wanted.size());
        told.put("emails", those);
        told.put("rows", lines.stream().filter(line -> line > 0).toList());
        var where = lines.contains(0L)
                ? Sentence.verbatim(first(those))
                : Sentence.of("enroll.rows", those.size(), first(lines));
        output.say(
                told,
                () -> Sentence.of("enroll.lacking", those.size(), wanted.size(), Use.word(value), where)
                        .toString());
    }

    private static String first(List<?> all) {
        return all.stream().limit(NAMED_MAX).map(Object::toString).collect(Collectors.joining(", "))
                + (all.size() > NAMED_MAX ? ", …" : "");
    }
}
