package kadens.web;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Those among many for whom a mail is most likely to look wrong. */
public final class WorstCases {

    private static final int LONGEST = 3;
    private static final int EMPTIEST = 2;
    private static final int OTHER_SCRIPTS = 2;
    private static final int LONG_CHARS_MIN = 12;
    private static final List<String> NAMES = List.of("prospect.firstName", "prospect.lastName", "account.name");

    private final List<Someone> people;
    private final Texts texts;
    private final List<Case> found = new ArrayList<>();

    private WorstCases(List<Someone> people, Texts texts) {
        this.people = people;
        this.texts = texts;
    }

    /** @param why in words, for a person */
    public record Case(Someone someone, String why) {}

    private record Length(Someone someone, String value, int characters) {}

    /**
     * Each of them once, for the first thing that is bad about them.
     *
     * @param asked the names of the values that the mail asks for
     */
    public static List<Case> among(List<Someone> people, Set<String> asked, Texts texts) {
        var cases = new WorstCases(people, texts);
        var ofPeople = asked.stream()
                .filter(value -> value.startsWith("prospect.") || value.startsWith("account."))
                .sorted()
                .toList();
        cases.longest(ofPeople);
        cases.emptiest(ofPeople);
        cases.otherScripts();
        return List.copyOf(cases.found);
    }

    private void longest(List<String> asked) {
        asked.stream()
                .flatMap(value -> people.stream()
                        .map(someone -> new Length(someone, value, length(value(someone, value))))
                        .max(Comparator.comparing(Length::characters))
                        .stream())
                .filter(length -> length.characters() >= LONG_CHARS_MIN)
                .sorted(Comparator.comparing(Length::characters).reversed())
                .filter(length -> isNew(length.someone()))
                .limit(LONGEST)
                .forEach(length -> take(
                        length.someone(),
                        texts.say("studio.worst.longest", named(length.value()), length.characters())));
    }

    private void emptiest(List<String> asked) {
        people.stream()
                .filter(someone -> lacking(someone, asked) > 0)
                .sorted(Comparator.comparing((Someone someone) -> lacking(someone, asked))
                        .reversed())
                .filter(this::isNew)
                .limit(EMPTIEST)
                .forEach(someone ->
                        take(someone, texts.say("studio.worst.emptiest", lacking(someone, asked), asked.size())));
    }

    private void otherScripts() {
        people.stream()
                .filter(isInAnotherScript())
                .filter(this::isNew)
                .limit(OTHER_SCRIPTS)
                .forEach(someone -> take(someone, texts.say("studio.worst.script")));
    }

    private boolean isNew(Someone someone) {
        return found.stream().noneMatch(each -> each.someone().is(someone));
    }

    private void take(Someone someone, String why) {
        if (isNew(someone)) {
            found.add(new Case(someone, why));
        }
    }

    private static Predicate<Someone> isInAnotherScript() {
        return someone -> NAMES.stream()
                .flatMap(name -> Stream.ofNullable(value(someone, name)))
                .flatMapToInt(String::codePoints)
                .filter(Character::isLetter)
                .anyMatch(letter -> UnicodeScript.of(letter) != UnicodeScript.LATIN);
    }

    private static long lacking(Someone someone, List<String> asked) {
        return asked.stream().filter(value -> !someone.values().has(value)).count();
    }

    private String named(String value) {
        var label = texts.sayCode("studio.value.", value);
        return label.substring(label.lastIndexOf('.') + 1);
    }

    private static @Nullable String value(Someone someone, String name) {
        return someone.values().byName().get(name);
    }

    private static int length(@Nullable String value) {
        return value == null ? 0 : value.codePointCount(0, value.length());
    }
}
