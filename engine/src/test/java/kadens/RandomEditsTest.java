package kadens;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import kadens.enrollment.State;
import kadens.plan.Limits;
import org.junit.jupiter.api.Test;

/**
 * Invariant 9 on the running engine: cadences that are edited at random between the runs, hundreds of them at once, each with
 * people mid-way. A step has an identity that no edit of its key, place, title or words takes from it.
 */
class RandomEditsTest {

    private static final int SEQUENCES = 500;
    private static final long SEED = 20270513;
    private static final int EDITED_ROUNDS = 6;
    private static final int ROUNDS_MAX = 30;
    private static final int WORDS = 14;
    private static final Limits NO_LIMITS = new Limits(100_000, Duration.ZERO, Duration.ZERO, null);

    private final SalesDesk desk;
    private final FaultySmtp smtp = new FaultySmtp();
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<String, List<Integer>> had = new HashMap<>();
    private final Set<String> ended = new HashSet<>();

    RandomEditsTest() {
        desk = new SalesDesk();
        desk.mailbox(NO_LIMITS, smtp);
        desk.sql("update mailbox set sent_copy = 'never'");
    }

    @Test
    void nobody_gets_a_step_twice_or_goes_past_one_whatever_is_edited_meanwhile() throws IOException {
        try (desk;
                smtp) {
            for (int number = 0; number < SEQUENCES; number++) {
                drafts.add(new Draft(number, new Random(SEED + number)));
            }
            enroll("early", drafts);
            var late = drafts.stream().filter(draft -> draft.number % 3 == 0).toList();
            for (int round = 0; round < ROUNDS_MAX && (round <= EDITED_ROUNDS || anybodyOngoing()); round++) {
                if (round == 2) {
                    enroll("late", late);
                }
                desk.runAfter(Duration.ofDays(3));
                doTasks();
                check();
                if (round < EDITED_ROUNDS) {
                    drafts.forEach(Draft::edit);
                }
            }

            assertThat(anybodyOngoing()).isFalse();
            assertThat(ended).hasSize(SEQUENCES + late.size());
            assertThat(had.values().stream().mapToInt(List::size).sum()).isGreaterThan(4 * SEQUENCES);
        }
    }

    private void enroll(String who, List<Draft> those) {
        desk.imports(those.stream().map(draft -> address(who, draft)).toArray(String[]::new));
        those.forEach(draft -> desk.tryToEnroll(draft.name, address(who, draft)));
    }

    private static String address(String who, Draft draft) {
        return who + "@" + draft.name + ".example";
    }

    private boolean anybodyOngoing() {
        return desk.count("select count(*) from enrollment where state not in ('finished', 'stopped')") > 0;
    }

    private void doTasks() {
        var enrollments = desk.engine().enrollments();
        desk.ask(session -> session.createNativeQuery("select id from enrollment where state = 'waiting'", Long.class)
                        .getResultList())
                .forEach(id -> desk.database()
                        .transactAlone(session -> enrollments.taskDone(
                                session, enrollments.locked(session, id).orElseThrow())));
    }

    /** Nobody has had anything twice; who has just come to the end has had all that is in the cadence now. */
    private void check() {
        had.clear();
        desk.ask(session -> session.createNativeQuery("""
                        select p.email, s.words from enrollment e join prospect p on p.id = e.prospect_id join
                            (select enrollment_id, subject as words from message where state = 'sent' union all
                             select enrollment_id, instructions from task where done_at is not null) s
                            on s.enrollment_id = e.id
                        """, Object[].class).getResultList())
                .forEach(row -> had.computeIfAbsent((String) row[0], _ -> new ArrayList<>())
                        .add(identity((String) row[1])));
        had.forEach((email, steps) ->
                assertThat(steps).as("%s, seed %d", email, SEED).doesNotHaveDuplicates());
        var states = new HashMap<String, String>();
        desk.ask(session -> session.createNativeQuery(
                                "select p.email, e.state from enrollment e join prospect p on p.id = e.prospect_id",
                                Object[].class)
                        .getResultList())
                .forEach(row -> states.put((String) row[0], (String) row[1]));
        for (var draft : drafts) {
            for (var who : List.of("early", "late")) {
                var email = address(who, draft);
                if (State.FINISHED.word().equals(states.get(email)) && ended.add(email)) {
                    assertThat(had.get(email))
                            .as("%s, seed %d", email, SEED)
                            .containsAll(draft.steps.stream()
                                    .map(step -> step.identity)
                                    .toList());
                }
            }
        }
        assertThat(states.values()).as("seed %d", SEED).doesNotContain(State.HELD.word());
    }

    private static int identity(String words) {
        var number = Pattern.compile("no(\\d+)x").matcher(words);
        assertThat(number.find()).as(words).isTrue();
        return Integer.parseInt(number.group(1));
    }

    /** A step as its author sees it. */
    private static final class Written {

        final int identity;
        final boolean email;
        String key;
        String title = "";
        List<String> words;

        /** As they were at the last run; empty before the first. */
        String keyThen = "";

        List<String> wordsThen = List.of();

        Written(int identity, boolean email, String key, List<String> words) {
            this.identity = identity;
            this.email = email;
            this.key = key;
            this.words = words;
        }

        /** Whether the engine can't know it again by itself. */
        boolean needsWas() {
            if (keyThen.isEmpty() || keyThen.equals(key)) {
                return false;
            }
            var kept = words.stream().filter(wordsThen::contains).count();
            return kept < WORDS * 3 / 4;
        }
    }

    /** A cadence that somebody edits. */
    private final class Draft {

        final int number;
        final String name;
        final Random random;
        final List<Written> steps = new ArrayList<>();
        private final List<Written> removed = new ArrayList<>();
        private int identities;
        private int keys;

        Draft(int number, Random random) {
            this.number = number;
            this.name = "c" + number;
            this.random = random;
            var many = 3 + random.nextInt(3);
            for (int i = 0; i < many; i++) {
                add();
            }
            save();
        }

        void edit() {
            steps.forEach(step -> {
                step.keyThen = step.key;
                step.wordsThen = List.copyOf(step.words);
            });
            if (random.nextInt(3) > 0) {
                for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                    editOnce();
                }
                save();
            }
        }

        private void editOnce() {
            var step = steps.get(random.nextInt(steps.size()));
            switch (random.nextInt(9)) {
                case 0 -> add();
                case 1 -> remove(step);
                case 2 -> comeBack();
                case 3 -> {
                    steps.remove(step);
                    steps.add(random.nextInt(steps.size() + 1), step);
                }
                case 4 -> step.title = "Title " + random.nextInt(100);
                case 5 -> reword(step, 2);
                case 6 -> {
                    step.key = newKey();
                    reword(step, WORDS);
                }
                default -> step.key = newKey();
            }
        }

        private void add() {
            var words = new ArrayList<String>();
            for (int i = 0; i < WORDS; i++) {
                words.add(word());
            }
            var step = new Written(identities++, steps.isEmpty() || random.nextInt(5) > 0, newKey(), words);
            steps.add(random.nextInt(steps.size() + 1), step);
        }

        private void remove(Written step) {
            if (steps.size() > 1) {
                steps.remove(step);
                if (step.key.equals(step.keyThen)) {
                    removed.add(step);
                }
            }
        }

        /** What was taken out is put back, under the key it had. */
        private void comeBack() {
            if (!removed.isEmpty()) {
                var step = removed.remove(random.nextInt(removed.size()));
                step.wordsThen = List.of(); // the last run has not seen them: another key needs its 'was'
                steps.add(random.nextInt(steps.size() + 1), step);
            }
        }

        private void reword(Written step, int many) {
            for (int i = 0; i < many; i++) {
                step.words.set(many == WORDS ? i : random.nextInt(WORDS), word());
            }
        }

        private String newKey() {
            return "step-" + keys++;
        }

        private String word() {
            return Integer.toString(1_000_000 + random.nextInt(1_000_000_000), 36);
        }

        private void save() {
            var yaml = new StringBuilder("title: Edited\nwindow: always\nsteps:\n");
            for (var step : steps) {
                yaml.append("  - key: ").append(step.key).append("\n    delay: 1 day\n");
                if (step.needsWas()) {
                    yaml.append("    was: ").append(step.keyThen).append('\n');
                }
                if (!step.title.isEmpty()) {
                    yaml.append("    title: ").append(step.title).append('\n');
                }
                var words = String.join(" ", step.words);
                if (step.email) {
                    desk.write(
                            "cadences/%s/%s.ftlh".formatted(name, step.key),
                            "Subject: no%dx\n\n<p>%s</p>\n".formatted(step.identity, words));
                } else {
                    yaml.append("    type: task\n    instructions: no%dx %s\n".formatted(step.identity, words));
                }
            }
            desk.write("cadences/%s/cadence.yaml".formatted(name), yaml.toString());
        }
    }
}
