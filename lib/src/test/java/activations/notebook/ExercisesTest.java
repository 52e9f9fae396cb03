package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import activations.Activation;
import activations.notebook.exercises.ChoiceExercises;
import activations.notebook.exercises.ClaimExercises;
import activations.notebook.exercises.GluExercises;
import activations.notebook.exercises.SetupExercises;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each exercise of the library: what it says to the stub, to the right answer and to wrong ones. */
class ExercisesTest {

  private static final String OFFER = "The solution is folded up below this cell";

  static Stream<ExerciseCase<?>> cases() {
    return Stream.concat(ExerciseCases.ofFunctions(), ExerciseCasesOfNetworks.all());
  }

  @BeforeEach
  @AfterEach
  void forget() {
    Exercises.forget();
  }

  private static void contains(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> "\"" + part + "\" is not in: " + text);
    }
  }

  private static void lacks(String text, String... parts) {
    for (String part : parts) {
      assertFalse(text.contains(part), () -> "\"" + part + "\" is in: " + text);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void theStubIsNoTryAndGetsNoHint(ExerciseCase<T> exercise) {
    for (int i = 0; i < 3; i++) {
      String shown = exercise.shown(exercise.stub());
      contains(shown, "… Not answered yet: ");
      lacks(shown, "Hint", OFFER);
    }
    contains(exercise.shown(exercise.unknown().get(0)), "Hint 1: ");
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void theRightAnswerPasses(ExerciseCase<T> exercise) {
    contains(exercise.shown(exercise.right()), "✔ Correct: ");
    List<String> passed = Captured.output(Exercises::passed).lines().filter(line -> line.contains("✔")).toList();
    assertEquals(1, passed.size(), passed::toString);
    contains(passed.get(0), ". " + exercise.title() + " ", "✔ passed");
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void aTypicalMistakeGetsTheHintThatFits(ExerciseCase<T> exercise) {
    for (ExerciseCase.Wrong<T> wrong : exercise.wrong()) {
      Exercises.forget();
      String shown = exercise.shown(wrong.answer());
      contains(shown, "✘ Not yet: ");
      contains(shown.substring(Math.max(0, shown.indexOf("\nHint: "))), "\nHint: ", wrong.hint());
      lacks(shown, OFFER);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void otherMistakesGetOneHintAfterTheOther(ExerciseCase<T> exercise) {
    List<T> unknown = exercise.unknown();
    assertEquals(3, unknown.size());
    String first = exercise.shown(unknown.get(0));
    contains(first, "✘ Not yet: ", "\nHint 1: ");
    lacks(first, "Hint 2", OFFER);
    assertEquals(first.strip(), exercise.shown(unknown.get(0)).strip());
    String second = exercise.shown(unknown.get(1));
    contains(second, "✘ Not yet: ", "\nHint 1: ", "\nHint 2: ");
    lacks(second, "Hint 3", OFFER);
    contains(exercise.shown(unknown.get(2)), "✘ Not yet: ", "\nHint 1: ", "\nHint 2: ", OFFER);
    contains(exercise.shown(exercise.right()), "✔ Correct: ");
  }

  @Test
  void eachExerciseOfTheLibraryHasItsCases() throws IOException, URISyntaxException, ClassNotFoundException {
    Path classes = Path.of(Exercises.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .resolve("activations/notebook/exercises");
    List<String> names;
    try (Stream<Path> files = Files.list(classes)) {
      names = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("Exercises.class"))
          .map(name -> name.replace(".class", "")).toList();
    }
    Set<String> exercises = new TreeSet<>();
    for (String name : names) {
      Stream.of(Class.forName("activations.notebook.exercises." + name).getDeclaredMethods())
          .filter(method -> Modifier.isPublic(method.getModifiers()))
          .forEach(method -> exercises.add(name + "." + method.getName()));
    }
    assertFalse(exercises.isEmpty());
    assertEquals(exercises, cases().map(ExerciseCase::exercise).collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void oneCallShowsWhatHasPassedSoFar() {
    Exercises exercises = Exercises.of("99 · A test", "one", "two", "three");
    Captured.output(() -> {
      exercises.show(1, Check.value("a", 1, 1), Check.value("b", 2, 2));
      exercises.show(2, Check.value("c", 1, 1), Check.value("d", 3, 2));
      exercises.show(2, Check.value("c", 1, 1), Check.value("d", 4, 2));
      exercises.show(3, Check.value("e", Double.NaN, 1));
    });
    assertEquals(List.of("1. one ✔ passed", "2. two ✘ not yet, after 2 wrong answers", "3. three … not tried"), rows());
    Captured.output(() -> {
      exercises.show(2, Check.value("c", 1, 1), Check.value("d", 2, 2));
      exercises.show(1, Check.value("a", 2, 1), Check.value("b", 2, 2));
      exercises.show(3, Check.value("e", 2, 1));
    });
    assertEquals(List.of("1. one ✔ passed, after 1 wrong answer", "2. two ✔ passed, after 2 wrong answers",
        "3. three ✘ not yet, after 1 wrong answer"), rows());
    Exercises.of("99 · A test", "one");
    assertEquals(List.of("1. one … not tried"), rows());
    assertEquals("there is no exercise 4 in 99 · A test, which has 3", assertThrows(IllegalArgumentException.class,
        () -> exercises.show(4)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> exercises.show(0));
  }

  private static List<String> rows() {
    return Captured.output(Exercises::passed).lines().filter(line -> line.contains("99 · A test"))
        .map(line -> line.replaceFirst(".*99 · A test", "").replaceAll(" +", " ").strip()).toList();
  }

  @Test
  void passedExercisesTellWhatWasComputed() {
    for (ExerciseCase<?> exercise : cases().toList()) {
      String lesson = switch (exercise.exercise()) {
        case "ApproximationExercises.meanSquare" -> "best a for normal inputs: 1.712.";
        case "DepthExercises.standardisedGelu" -> "s² = 0.3456, E[g′²] = 1.32, slope of the map at q = 1: 1.06.";
        default -> "✔ Correct: ";
      };
      contains(solved(exercise), lesson);
    }
  }

  private static <T> String solved(ExerciseCase<T> exercise) {
    return exercise.shown(exercise.right());
  }

  @Test
  void placesAreNamed() {
    contains(Captured.output(() -> GluExercises.gradients((a, b) -> new double[] {a == -3 ? 7 : 0, 0})),
        "At a = −3, b = 0.5, ∂y/∂a: your answer is 7, expected ");
    contains(Captured.output(() -> ClaimExercises.changedClaims(new double[] {1, 1, 0.5})),
        "At ELU with α = 2 your answer is not right.");
  }

  @Test
  void theFirstExerciseDrawsWhatTheLearnerWrote() {
    contains(Captured.output(() -> SetupExercises.relu(x -> x < 0 ? -x / 4 : x)), "✘ Not yet: your ReLU",
        "The graph of your function from −3 to 3. At −2 it is 0.5, at 0 it is 0, at 2 it is 2.");
    contains(Captured.output(() -> SetupExercises.relu(x -> 1 / Math.max(0, x + 2))),
        "At −2 it is ∞, at 0 it is 0.5, at 2 it is 0.25.");
    contains(Captured.output(() -> SetupExercises.relu(x -> 7)), "At −2 it is 7, at 0 it is 7, at 2 it is 7.");
    lacks(Captured.output(() -> SetupExercises.relu(x -> Double.NaN)), "The graph of your function");
    lacks(Captured.output(() -> SetupExercises.relu(x -> {
      throw new IllegalStateException("oops");
    })), "The graph of your function");
  }

  /** The finite difference looks beyond both ends. */
  @Test
  void aFunctionOfTheLearnersMayHaveEnds() {
    Activation narrow = ExerciseCases.own(x -> {
      if (Math.abs(x) > 8) {
        throw new IllegalArgumentException("beyond");
      }
      return x * x;
    }, x -> 2 * x);
    contains(Captured.output(() -> ChoiceExercises.capstone(() -> narrow)), "✘ Not yet: ",
        "Next to x = −8 your value ends with the exception IllegalArgumentException (beyond).");
  }

  @Test
  void aKinkHasAnySlopeBetweenThoseOfItsSidesAndAJumpHasNone() {
    for (double atZero : new double[] {0, 0.5, 1}) {
      contains(Captured.output(() -> ChoiceExercises.capstone(
          () -> ExerciseCases.own(x -> Math.max(0, x), x -> x > 0 ? 1 : x == 0 ? atZero : 0))), "✔ Correct: ");
    }
    contains(Captured.output(() -> ChoiceExercises.capstone(
        () -> ExerciseCases.own(x -> Math.max(0, x), x -> x > 0 ? 1 : x == 0 ? 1.1 : 0))), "✘ Not yet: ", "x = 0 ");
    contains(Captured.output(() -> ChoiceExercises.capstone(() -> ExerciseCases.own(Math::floor, x -> 0))), "✘ Not yet: ");
  }

  @Test
  void anExceptionOfTheLearnersIsTold() {
    String shown = Captured.output(() -> SetupExercises.relu(x -> {
      throw new IllegalStateException("oops");
    }));
    contains(shown, "✘ Not yet: your ReLU", "IllegalStateException (oops)", "Hint 1: ");
  }
}
