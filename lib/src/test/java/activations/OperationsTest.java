package activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import activations.Table.Rest;
import activations.Tabulated.Shape;
import activations.notebook.Benchmarks;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations that {@link Benchmarks#operations} states are those of the generated loops, with vectors of 16 floats. */
@Tag("repository")
class OperationsTest {

  private static final Path GENERATED = Path.of(System.getProperty("basedir", "lib"), "target/generated-sources/vectorize");
  private static final int LANES = 16;
  private static final Map<String, Tabulated> TABULATED = Map.of("gelu", new Tabulated("gelu", Shape.LINE),
      "gelu_tanh", new Tabulated("gelu_tanh", Shape.LINE), "silu", new Tabulated("silu", Shape.LINE),
      "mish", new Tabulated("mish", Shape.LINE), "tanh", new Tabulated("tanh", Shape.ODD),
      "sigmoid", new Tabulated("sigmoid", Shape.STEP));

  @ParameterizedTest
  @ValueSource(strings = {"gelu", "gelu_tanh", "silu", "mish", "tanh", "sigmoid"})
  void ofATable(String function) throws IOException {
    Tabulated f = TABULATED.get(function);
    Table table = f.table();
    Map<String, Object> constants = new HashMap<>(Map.of("dy", "null", "null", "null", "MIRRORED", f.mirrored(),
        "SHAPE", f.shape().name(), "NEGATED", f.mirrored() && f.shape().isLine(), "WRAPS", true, "FOUND", false));
    constants.putAll(Map.of("REST", table.rest().name(), "DEGREE", table.degree(), "LEFT_START", table.leftStart(),
        "TAIL", table.hasTail(), "ONE_SIDED", table.hasTail() && f.tailIsLeft(), "LANES", LANES, "ENTRIES",
        Math.min(table.entries(), LANES)));
    for (Enum<?> name : List.<Enum<?>>of(Shape.LINE, Shape.CORNER, Shape.STEP, Shape.ODD, Rest.OF_C0, Rest.OF_C1)) {
      constants.put(name.getDeclaringClass().getSimpleName() + "." + name.name(), name.name());
    }
    assertEquals(Benchmarks.operations(function), count("VectorTable", "near", constants));
  }

  @Test
  void ofAFormula() throws IOException {
    assertEquals(Benchmarks.operations("relu"), count("VectorRelu", "forward", Map.of()));
    assertEquals(Benchmarks.operations("elu"), count("VectorElu", "forward", Map.of()));
    assertThrows(IllegalArgumentException.class, () -> Benchmarks.operations("softsign"));
  }

  /** In the first loop of a method. */
  private static int count(String type, String method, Map<String, Object> constants) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of(), null,
        compiler.getStandardFileManager(null, null, null)
            .getJavaFileObjects(GENERATED.resolve("activations/" + type + ".java")));
    Counter counter = new Counter(constants);
    new TreeScanner<Void, Void>() {
      private boolean done;

      @Override
      public Void visitMethod(MethodTree tree, Void none) {
        return tree.getName().contentEquals(method) ? super.visitMethod(tree, none) : null;
      }

      @Override
      public Void visitForLoop(ForLoopTree loop, Void none) {
        if (!done) {
          counter.scan(loop.getStatement(), null);
          done = true;
        }
        return null;
      }
    }.scan(task.parse(), null);
    return counter.count;
  }

  /** Counts what is computed, given the constants of a copy of the class. */
  private static final class Counter extends TreeScanner<Void, Void> {

    private static final Set<String> OPERATIONS = Set.of("add", "sub", "mul", "div", "neg", "min", "max", "and", "or",
        "abs", "lanewise", "compare", "blend", "selectFrom");

    private final Map<String, Object> constants;
    private int count;

    Counter(Map<String, Object> constants) {
      this.constants = constants;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
      String name = call.getMethodSelect().toString();
      name = name.substring(name.lastIndexOf('.') + 1);
      count += name.equals("fma") ? 2 : OPERATIONS.contains(name) ? 1 : 0;
      return super.visitMethodInvocation(call, none);
    }

    @Override
    public Void visitIf(IfTree tree, Void none) {
      Object known = value(tree.getCondition());
      if (known == null) {
        // Lanes in the tail come seldom: of that, only the test for them.
        return scan(tree.getCondition(), none);
      }
      return scan((boolean) known ? tree.getThenStatement() : tree.getElseStatement(), none);
    }

    @Override
    public Void visitConditionalExpression(ConditionalExpressionTree tree, Void none) {
      Object known = value(tree.getCondition());
      return known == null ? super.visitConditionalExpression(tree, none)
          : scan((boolean) known ? tree.getTrueExpression() : tree.getFalseExpression(), none);
    }

    /** Null if it is known only when the loop runs. */
    private Object value(ExpressionTree tree) {
      if (tree instanceof ParenthesizedTree) {
        return value(((ParenthesizedTree) tree).getExpression());
      } else if (tree instanceof LiteralTree && ((LiteralTree) tree).getValue() != null) {
        return ((LiteralTree) tree).getValue();
      } else if (tree instanceof UnaryTree) {
        Object known = value(((UnaryTree) tree).getExpression());
        return known == null ? null : !(boolean) known;
      } else if (tree instanceof BinaryTree) {
        Object left = value(((BinaryTree) tree).getLeftOperand());
        Object right = value(((BinaryTree) tree).getRightOperand());
        return left == null || right == null ? null : value(tree.getKind(), left, right);
      }
      return constants.get(tree.toString());
    }

    private static Object value(Tree.Kind kind, Object left, Object right) {
      switch (kind) {
        case EQUAL_TO:
          return left.equals(right);
        case NOT_EQUAL_TO:
          return !left.equals(right);
        case CONDITIONAL_AND:
          return (boolean) left && (boolean) right;
        case CONDITIONAL_OR:
          return (boolean) left || (boolean) right;
        case LESS_THAN_EQUAL:
          return (int) left <= (int) right;
        case MULTIPLY:
          return (int) left * (int) right;
        default:
          throw new AssertionError("a condition with " + kind);
      }
    }
  }
}
