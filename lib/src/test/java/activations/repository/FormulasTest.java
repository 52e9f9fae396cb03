package activations.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The formulas of the notebooks' text hold: each displayed one, and inline ones that say something of their own, is
 * computed here in another way than in the notebook.
 */
class FormulasTest {

  private static final Map<String, List<Formula>> KNOWN = new TreeMap<>(Map.ofEntries(
      Map.entry("00", Formulas00.all()),
      Map.entry("01", Formulas01.all()),
      Map.entry("02", Formulas02.all()),
      Map.entry("03", Formulas03.all()),
      Map.entry("04", Formulas04.all()),
      Map.entry("05", Formulas05.all()),
      Map.entry("06", Formulas06.all()),
      Map.entry("07", Formulas07.all()),
      Map.entry("08", Formulas08.all()),
      Map.entry("09", Formulas09.all()),
      Map.entry("10", Formulas10.all()),
      Map.entry("11", Formulas11.all()),
      Map.entry("12", Formulas12.all())));

  private static final String DISPLAY = "$$";

  @TestFactory
  Stream<DynamicContainer> hold() {
    return KNOWN.entrySet().stream().map(notebook -> DynamicContainer.dynamicContainer("notebook " + notebook.getKey(),
        notebook.getValue().stream()
            .map(formula -> DynamicTest.dynamicTest(formula.text(), () -> hold(formula)))));
  }

  private static void hold(Formula formula) {
    for (int i = 0; i < formula.evidence().size(); i++) {
      try {
        formula.evidence().get(i).examine();
      } catch (AssertionError e) {
        throw new AssertionError(formula.text() + "\n  evidence " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> areThoseOfTheNotebooks() {
    return Pack.notebooks().stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(),
        () -> assertEquals("", differences(file, KNOWN.getOrDefault(number(file), List.of())))));
  }

  @Test
  void areOfNotebooksThatExist() {
    List<String> numbers = Pack.notebooks().stream().map(FormulasTest::number).toList();
    assertEquals(List.of(), KNOWN.keySet().stream().filter(number -> !numbers.contains(number)).toList());
  }

  private static String number(Path notebook) {
    return notebook.getFileName().toString().substring(0, 2);
  }

  /** What must be added to the known formulas of a notebook, and what must go. */
  private static String differences(Path file, List<Formula> known) throws IOException {
    List<String> unchecked = new ArrayList<>();
    List<String> inline = new ArrayList<>();
    Notebook.read(file).cells().stream().flatMap(Notebook.Cell::formulas).map(Formula::singleSpaced).forEach(text -> {
      boolean displayed = text.startsWith(DISPLAY);
      int dollars = displayed ? DISPLAY.length() : 1;
      (displayed ? unchecked : inline).add(text.substring(dollars, text.length() - dollars).strip());
    });
    List<Formula> gone = new ArrayList<>(known);
    gone.removeIf(formula -> (formula.displayed() ? unchecked : inline).contains(formula.text()));
    known.stream().filter(Formula::displayed).forEach(formula -> unchecked.remove(formula.text()));
    return unchecked.stream().map(text -> "\nNot checked yet:\n        formula(" + literal(text)
        + ",\n            equal(x -> …, x -> …).on(-6, 6)),").collect(Collectors.joining())
        + gone.stream().map(formula -> "\nNo longer in the notebook:\n        " + literal(formula.text()))
        .collect(Collectors.joining());
  }

  /** The text as it is written in Java. */
  private static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @Test
  void wrongOnesFail() {
    List<Evidence> wrong = List.of(
        Evidence.equal(Math::sin, x -> x).on(-1, 1),
        Evidence.equal(Math::sin, Math::sin, x -> Math.sin(x) + 1e-8).at(1),
        Evidence.equal(x -> 0, Math::log).at(-1),
        Evidence.equal(x -> 1, x -> 1 / x).at(0),
        Evidence.atMost(x -> x, x -> x * x).on(0, 1),
        Evidence.atMost(x -> Double.NaN, x -> 1).at(1),
        Evidence.equalNumbers(1e-4, Math.PI, 3.14),
        Evidence.equalArrays(random -> List.of(new double[] {1, random.nextDouble()}, new double[] {1, 2})));
    wrong.forEach(evidence -> assertThrows(AssertionError.class, evidence::examine));
    DoubleUnaryOperator same = x -> x;
    assertThrows(IllegalStateException.class, () -> Evidence.equal(same, same).examine(), "without a point");
    assertThrows(IllegalArgumentException.class, () -> Evidence.equal(same), "with one side");
    assertThrows(IllegalStateException.class,
        () -> Evidence.equalArrays(random -> List.of(new double[1], new double[2])).examine(), "of two lengths");
    assertThrows(IllegalArgumentException.class, () -> Formula.formula("x = x"), "without evidence");
  }
}
