package kadens.template;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What shows in a finished email that a value was to stand there: pieces of a template, and the merge fields of other
 * programs, which people paste with their texts.
 */
final class Leftovers {

    private static final String DIRECTIVE = "(if|else|elseif|list|include|import|assign|macro|switch|case|noparse)";

    /** {@code Hi ${x}}, half of it, or what is left of a directive. */
    private static final Pattern OF_TEMPLATES = Pattern.compile(anyOf(
            "$#\\[</",
            Stream.of(
                    "\\$\\{",
                    "#\\{",
                    "\\[=",
                    "</?[#@]",
                    "</?" + DIRECTIVE + "\\b",
                    "(?<![\\w&/])[\\[/]?#" + DIRECTIVE + "\\b")));

    private static final String LINK = "unsubscribeUrl";

    /** The names of values, without what stood around them. */
    private static final Pattern OF_VALUES =
            Pattern.compile("(?<![@/.-])" + names() + "|\\b" + LINK + "\\b|\\b(prospect|account)\\.fields\\.\\w+");

    /** No name of a value stands where none of these does. */
    private static final List<String> SIGNS_OF_VALUES = Stream.concat(
                    Values.KNOWN.keySet().stream().map(thing -> thing + "."), Stream.of(LINK))
            .toList();

    private static final String FIELD =
            "((first|last|full|given|sur|company|contact|account|sender|user|prospect|customer|your|my|job)[ _.-]?"
                    + "(name|title|email)|firstname|lastname|fname|lname|name|company)";

    private static final Pattern OF_OTHERS = Pattern.compile(
            anyOf(
                    "{*<&%\\[#",
                    Stream.of(
                            "\\{\\{",
                            "\\*\\|\\w+\\|\\*",
                            "<<\\s*[\\w .]+>>",
                            "&lt;&lt;\\s*[\\w .]+&gt;&gt;",
                            "%" + FIELD + "%",
                            "\\[\\s*" + FIELD + "\\s*\\]",
                            "\\{!?[\\w.]*" + FIELD + "\\}",
                            "##" + FIELD + "##")),
            Pattern.CASE_INSENSITIVE);

    private Leftovers() {}

    /** The first that is found. */
    static Optional<String> in(String text) {
        var mayNameValues = SIGNS_OF_VALUES.stream().anyMatch(text::contains);
        return Stream.of(OF_TEMPLATES, OF_VALUES, OF_OTHERS)
                .filter(pattern -> pattern != OF_VALUES || mayNameValues)
                .map(pattern -> pattern.matcher(text))
                .filter(found -> found.find())
                .map(found -> found.group())
                .findFirst();
    }

    /**
     * What begins with one of these characters, and fits one of the patterns. Looked at first, the character spares
     * most of a mail all the patterns: without it they take two thirds of the time in which a mail is written.
     */
    private static String anyOf(String initials, Stream<String> patterns) {
        return patterns.collect(Collectors.joining("|", "(?=[" + initials + "])(?:", ")"));
    }

    /** {@code prospect.firstName} and all others that a template may ask for. */
    private static String names() {
        return Values.KNOWN.entrySet().stream()
                .map(thing -> thing.getKey() + "\\." + alternatives(thing.getValue()))
                .collect(Collectors.joining("|", "(?:", ")\\b"));
    }

    private static String alternatives(List<String> names) {
        return names.stream().collect(Collectors.joining("|", "(?:", ")"));
    }
}
