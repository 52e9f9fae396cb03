package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What src/vectorize/Vectorize.java makes of a formula. That the bits are right is shown by {@link SameBitsTest}. */
@Tag("slow")
class VectorizeTest {

  @TempDir
  private Path folder;
  private Path target;

  @BeforeEach
  void createTarget() throws IOException {
    target = Files.createDirectory(folder.resolve("target"));
  }

  @Test
  void aFormulaBecomesALoop() throws Exception {
    Path old = Files.writeString(target.resolve("VectorOld.java"), "a formula that is no more");
    assertEquals("", run("""
        record Toy(float slope) implements Formula {
          static final float[] C = {1, 2, 3};
          record Pair(float hi, float lo) {}
          public float value(float x) { float y = helper(-x).hi(); return x <= 0 ? y * slope : 1 - x; }
          public float derivative(float x) { return polynomial(x, C); }
          private static Pair helper(float t) { float square = t * t; return new Pair(square, square + 2); }
        }
        """));
    String code = Files.readString(target.resolve("VectorToy.java"));
    for (String part : new String[] {
        "final class VectorToy extends Kernel {",
        "private static final ToyFormulas.Toy F = formula(MethodHandles.lookup(), ToyFormulas.Toy.class);",
        "    FloatVector fSlope = FloatVector.broadcast(FLOATS, F.slope());\n",
        "      FloatVector t = x.neg();\n      FloatVector square = t.mul(t);\n",
        "FLOAT_TYPE.cast(number1.sub(x).blend(square.mul(fSlope), x.compare(LE, number0)))).intoArray(ys, i);",
        "x.fma(c2, c1).fma(x, c0).mul(FloatVector.fromArray(FLOATS, dys, i));",
        "      dxs[i] = dys[i] * F.derivative(xs[i]);\n"}) {
      assertTrue(code.contains(part), () -> part + " is missing in\n" + code);
    }
    assertFalse(Files.exists(old));
  }

  @Test
  void whatCannotBeTranslatedIsNamed() throws Exception {
    String message = run("""
        record Toy() implements Formula {
          public float value(float x) { return x % 2; }
          public float derivative(float x) { return x; }
        }
        """);
    assertTrue(message.contains("ToyFormulas.Toy: a formula cannot be translated that has: x % 2"), message);
    message = run("""
        record Toy() implements Formula {
          public float value(float x) { return x; }
          public float derivative(float x) { if (x > 0) { return 1; } return 0; }
        }
        """);
    assertTrue(message.contains("ToyFormulas.Toy: a formula cannot be translated that has: if (x > 0) {"), message);
    message = run("""
        record Toy() implements Formula {
          public float value(float x) { return (float) Math.exp(x); }
          public float derivative(float x) { return x; }
        }
        """);
    assertTrue(message.contains("a formula cannot be translated that has: (float)Math.exp(x)"), message);
    assertFalse(Files.exists(target.resolve("VectorToy.java")));
  }

  /** What the translator writes on the console for a file with that record. */
  private String run(String formula) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("ToyFormulas.java"), "final class ToyFormulas {\n" + formula + "}\n");
    Path sources = Path.of("src/vectorize");
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        sources.resolve("Vectorize.java").toString(), sources.toString(), folder.toString(), target.toString())
        .redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(output.isEmpty() ? 0 : 1, process.waitFor(), output);
    return output;
  }
}
