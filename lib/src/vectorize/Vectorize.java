import com.sun.source.tree.*;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.*;
import java.util.function.*;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Name;
import javax.tools.*;

/**
 * Makes SIMD kernels of formulas: for each record that implements {@code activations.Formula}, a class whose loops do
 * the same operations in the same order on the lanes of vectors. The build runs it as
 * {@code java Vectorize.java <folder of the loops> <folder of the formulas> <folder of the result>}.
 *
 * <p>What a formula may consist of, and what becomes of it:
 * <ul>
 * <li>A variable becomes a vector of the same name; a call of a static method is written out in its place, for the
 *     compiler inlines long methods of ours only up to a limit and puts vectors on the heap to pass them.
 * <li>A literal, a constant, a component of the formula's record, and arithmetic on these become one vector that is
 *     made before the loop.
 * <li>{@code a ? b : c} becomes both, and a choice by a mask.
 * <li>Of {@link Math}: fma, abs, sqrt, and min and max of integers; the bits of a float or a double and back;
 *     {@code polynomial(x, COEFFICIENTS)} with an array of constants.
 * <li>A record of numbers, made and returned by such methods, becomes its components.
 * </ul>
 */
public final class Vectorize {

  /** What a lane holds. */
  private enum Type {
    INT, LONG, FLOAT, DOUBLE, BOOLEAN;

    final String box = name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    final String vector = box + "Vector";
    final String species = name() + "S";

    static Type of(String primitive) {
      return valueOf(primitive.toUpperCase(Locale.ROOT));
    }

    /** Tells the compiler of which species a vector is, where JDK 17 loses track of it. */
    String cast(String text) {
      return "(" + vector + ") " + name() + "_TYPE.cast(" + text + ")";
    }
  }

  /** A vector or a constant as Java text, or the parts of a record; a mask's type depends on what was compared. */
  private record Value(Type type, Type compared, String text, boolean constant, Map<String, Value> parts) {

    static Value vector(Type type, String text) {
      return new Value(type, null, text, false, null);
    }

    static Value constant(Type type, String text) {
      return new Value(type, null, text, true, null);
    }

    static Value mask(Type compared, String text) {
      return new Value(Type.BOOLEAN, compared, text, false, null);
    }
  }

  /** A class of the sources: its tree, the class around it, and the names that its file imports statically. */
  private record Source(String name, ClassTree tree, Source outer, Map<String, String> imports) {}

  private static final Map<Tree.Kind, String> OPERATORS =
      Map.of(Tree.Kind.PLUS, " + ", Tree.Kind.MINUS, " - ", Tree.Kind.MULTIPLY, " * ", Tree.Kind.DIVIDE, " / ");
  private static final Map<Tree.Kind, String> COMPARISONS = Map.of(
      Tree.Kind.LESS_THAN, "LT", Tree.Kind.LESS_THAN_EQUAL, "LE", Tree.Kind.GREATER_THAN, "GT",
      Tree.Kind.GREATER_THAN_EQUAL, "GE", Tree.Kind.EQUAL_TO, "EQ", Tree.Kind.NOT_EQUAL_TO, "NE");
  private static final Map<Tree.Kind, String> METHODS = Map.of(Tree.Kind.PLUS, "add(", Tree.Kind.MINUS, "sub(",
      Tree.Kind.MULTIPLY, "mul(", Tree.Kind.DIVIDE, "div(", Tree.Kind.AND, "and(", Tree.Kind.OR, "or(",
      Tree.Kind.XOR, "lanewise(XOR, ", Tree.Kind.LEFT_SHIFT, "lanewise(LSHL, ",
      Tree.Kind.RIGHT_SHIFT, "lanewise(ASHR, ", Tree.Kind.CONDITIONAL_AND, "and(");

  private final Path templates;
  private final Map<String, Source> sources = new TreeMap<>();

  public static void main(String[] args) throws IOException {
    Path target = Files.createDirectories(Path.of(args[2]));
    Map<Path, String> kernels = new Vectorize(Path.of(args[0]), Path.of(args[1])).kernels(target);
    try (Stream<Path> files = Files.list(target)) {
      for (Path old : files.filter(file -> !kernels.containsKey(file)).toList()) {
        Files.delete(old);
      }
    }
    for (Map.Entry<Path, String> kernel : kernels.entrySet()) {
      // A file that is not written again does not have to be compiled again.
      if (!Files.exists(kernel.getKey()) || !Files.readString(kernel.getKey()).equals(kernel.getValue())) {
        Files.writeString(kernel.getKey(), kernel.getValue());
      }
    }
  }

  private Map<Path, String> kernels(Path target) throws IOException {
    Map<Path, String> kernels = new TreeMap<>();
    for (Source source : sources.values()) {
      if (source.tree().getImplementsClause().stream().anyMatch(type -> type.toString().startsWith("Formula"))) {
        try {
          Path file = target.resolve("Vector" + source.tree().getSimpleName() + ".java");
          kernels.put(file, new Kernel(source).code());
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(source.name() + ": " + e.getMessage(), e);
        }
      }
    }
    kernels.put(target.resolve("VectorTable.java"), table());
    return kernels;
  }

  // --- tables --------------------------------------------------------------------------------------------------------

  /** The rows of a table, by the names that table-sum.txt has for them. */
  private static final List<String> ROWS =
      List.of("NODE", "C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "LAST");

  /** The loop over a tabulated function; the sum that it has in two places is written out in both. */
  private String table() throws IOException {
    String sum = Pattern.compile("LOOK\\((\\w+)\\)").matcher(template("table-sum")).replaceAll(row -> look(row.group(1)));
    return Pattern.compile("INPUT\\((.*)\\)\n").matcher(template("table")).replaceAll(input -> INPUT.formatted(input.group(1)))
        .replace("FIELDS\n", rows("  private static final IntVector ", "ROWS[0]"))
        .replace("LOCALS\n", rows("    IntVector ", "rows"))
        .replace("CONSTANTS\n", CONSTANTS)
        .replace("SUM\n", sum);
  }

  private static final String INPUT = """
          FloatVector loaded = (FloatVector) FLOAT_TYPE.cast(FloatVector.fromArray(FLOATS, %s));
          FloatVector u = MIRRORED ? (FloatVector) FLOAT_TYPE.cast(loaded.neg()) : loaded;
          IntVector bits = (IntVector) INT_TYPE.cast(u.reinterpretShape(INTS, 0));
          IntVector magnitude = (IntVector) INT_TYPE.cast(bits.and(MAGNITUDES));
      """;

  private static final String CONSTANTS = """
          FloatVector a0 = FloatVector.broadcast(FLOATS, piece.a0());
          FloatVector a1 = FloatVector.broadcast(FLOATS, piece.a1());
          FloatVector a2 = FloatVector.broadcast(FLOATS, piece.a2());
          FloatVector a3 = FloatVector.broadcast(FLOATS, piece.a3());
      """;

  /** The declarations of the vectors that hold the rows, in up to four parts. */
  private static String rows(String declaration, String array) {
    StringBuilder lines = new StringBuilder();
    for (String row : ROWS) {
      String index = row.equals("LAST") ? "LAST_ROW" : String.valueOf(ROWS.indexOf(row));
      for (int part = 0; part < 4; part++) {
        String value = "IntVector.fromArray(INTS, " + array + "[" + index + "], " + (part == 0 ? "0" : part + " * LANES") + ")";
        String condition = (part == 0 ? "" : "ENTRIES > " + (part == 1 ? "" : "2 * ") + "LANES && ")
            + (row.matches("C[789]") ? "DEGREE >= " + row.charAt(1) + " && " : "");
        lines.append(declaration).append(row).append('_').append(part).append(" = ")
            .append(condition.isEmpty() ? value : condition.replaceAll(" && $", "") + " ? " + value + " : null").append(";\n");
      }
    }
    return lines.toString();
  }

  /** Of each lane the number of its segment: a permutation, and what a second or fourth part of the row needs. */
  private static String look(String row) {
    String first = row + "_0.rearrange(lane)";
    String second = row + "_1.rearrange(lane)";
    String upper = row + "_2.rearrange(lane).blend(" + row + "_3.rearrange(lane), odd)";
    String index = row.equals("LAST") ? "LAST_ROW" : String.valueOf(ROWS.indexOf(row));
    return "((FloatVector) FLOAT_TYPE.cast(FOUND ? FloatVector.fromArray(FLOATS, found, " + index + " * BLOCK + at)"
        + " : ((IntVector) INT_TYPE.cast(WRAPS ? k.selectFrom(" + row + "_0) : ENTRIES <= LANES ? "
        + first + " : ENTRIES == 2 * LANES ? " + first + ".lanewise(XOR, " + second + ".and(upper)) : "
        + first + ".blend(" + second + ", odd).blend(" + upper + ", high))).reinterpretShape(FLOATS, 0)))";
  }

  private String template(String name) throws IOException {
    return Files.readString(templates.resolve(name + ".txt"));
  }

  private Vectorize(Path templates, Path folder) throws IOException {
    this.templates = templates;
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        Stream<Path> paths = Files.list(folder)) {
      List<Path> formulas = paths.filter(path -> path.toString().matches(".*(Formulas|FloatMath)\\.java")).toList();
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(formulas);
      for (CompilationUnitTree unit : ((JavacTask) compiler.getTask(null, files, null, null, null, units)).parse()) {
        Map<String, String> imports = new HashMap<>();
        for (ImportTree tree : unit.getImports()) {
          String[] name = tree.getQualifiedIdentifier().toString().split("\\.");
          imports.put(name[name.length - 1], name[name.length - 2]);
        }
        unit.getTypeDecls().forEach(tree -> add((ClassTree) tree, null, imports));
      }
    }
  }

  private void add(ClassTree tree, Source outer, Map<String, String> imports) {
    String name = (outer == null ? "" : outer.name() + ".") + tree.getSimpleName();
    Source source = new Source(name, tree, outer, imports);
    sources.put(name, source);
    for (Tree member : tree.getMembers()) {
      if (member instanceof ClassTree nested) {
        add(nested, source, imports);
      }
    }
  }

  // --- names -------------------------------------------------------------------------------------------------------

  /** A member and the class it was found in. */
  private record Member<T>(T tree, Source source) {}

  private Member<VariableTree> field(String name, Source from) {
    return member(name, from, VariableTree.class, VariableTree::getName, field -> true);
  }

  private Member<MethodTree> method(String name, int arguments, Source from) {
    return member(name, from, MethodTree.class, MethodTree::getName,
        method -> method.getParameters().size() == arguments);
  }

  /** The member of that name in a class, in those around it, or in one from which it is imported; or null. */
  private <T> Member<T> member(String name, Source from, Class<T> kind, Function<T, Name> nameOf, Predicate<T> fits) {
    for (Source source = from; source != null; source = source.outer()) {
      for (Tree tree : source.tree().getMembers()) {
        if (kind.isInstance(tree) && nameOf.apply(kind.cast(tree)).contentEquals(name) && fits.test(kind.cast(tree))) {
          return new Member<>(kind.cast(tree), source);
        }
      }
    }
    Source owner = sources.get(from.imports().getOrDefault(name, ""));
    return owner == null ? null : member(name, owner, kind, nameOf, fits);
  }

  /** A constant's name as a variable: minusLn2Hi for -FloatMath.LN2_HI, exp3 for FloatMath.EXP[3]. */
  private static String constantName(String text) {
    StringBuilder name = new StringBuilder();
    String words = text.replaceAll("\\b[A-Z]\\w*[a-z]\\w*\\.|floatToRawIntBits", "").replaceAll("-(?=\\w)", "minus ");
    for (String word : words.split("[^A-Za-z0-9]+")) {
      String lower = word.matches("[A-Z0-9]+") ? word.toLowerCase(Locale.ROOT) : word;
      boolean first = name.isEmpty() || lower.isEmpty();
      name.append(first ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
    }
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "number" + name : name.toString();
  }

  private static IllegalArgumentException unknown(Tree tree) {
    return new IllegalArgumentException("a formula cannot be translated that has: " + tree);
  }

  // --- a class -----------------------------------------------------------------------------------------------------

  private final class Kernel {

    private final Source formula;
    /**
     * The name of the field that holds a constant on all lanes, by its declaration without the name. JDK 17 puts
     * vectors of bits and of doubles on the heap if they are variables.
     */
    private final Map<String, String> fields = new LinkedHashMap<>();

    Kernel(Source formula) {
      this.formula = formula;
    }

    String field(String text, String constant) {
      String name = constantName(constant).replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
      return fields.computeIfAbsent(text, key -> fields.containsValue(name) ? name + "_" + fields.size() : name);
    }

    String code() throws IOException {
      String methods = method("value", "forward") + method("derivative", "backward");
      StringBuilder declarations = new StringBuilder();
      fields.forEach((text, name) -> declarations.append("  private static final ")
          .append(text.replaceFirst("=", name + " =")).append(";\n"));
      String name = "Vector" + formula.tree().getSimpleName();
      return template("head").replace("FORMULA", formula.name()).replace("NAME", name).replace("FIELDS\n", declarations)
          + methods + "}\n";
    }

    private String method(String name, String pass) throws IOException {
      MethodTree method = (MethodTree) formula.tree().getMembers().stream()
          .filter(member -> member instanceof MethodTree tree && tree.getName().contentEquals(name))
          .findFirst().orElseThrow();
      String type = method.getParameters().get(0).getType().toString();
      Body body = new Body(this, type.equals("double") ? "        " : "      ");
      Value value = body.inline(new Member<>(method, formula), List.of(Value.vector(Type.of(type), "x")));
      return template(type + "-" + pass).replace("CONSTANTS\n", body.constants())
          .replace("STATEMENTS\n", body.statements).replace("RESULT", body.vector(value, Type.of(type)).text());
    }
  }

  // --- the body of a loop ------------------------------------------------------------------------------------------

  private final class Body {

    private final Kernel kernel;
    private final String indent;
    /** The name of the variable that holds a constant on all lanes, by its declaration without the name. */
    private final Map<String, String> constants = new LinkedHashMap<>();
    private final StringBuilder statements = new StringBuilder();
    private final Set<String> names = new HashSet<>(Set.of("x", "xs", "ys", "dys", "dxs", "i", "from", "to", "end",
        "last", "next", "following", "floats", "gradients", "nextGradients", "value", "product"));

    Body(Kernel kernel, String indent) {
      this.kernel = kernel;
      this.indent = indent;
    }

    String constants() {
      StringBuilder lines = new StringBuilder();
      constants.forEach((text, name) -> lines.append("    ").append(text.replaceFirst("=", name + " =")).append(";\n"));
      return lines.toString();
    }

    /** The name, with a number if it is taken. */
    private String fresh(String name) {
      String free = name;
      for (int i = 2; !names.add(free); i++) {
        free = name + "_" + i;
      }
      return free;
    }

    /** The value on all lanes if it is a constant. */
    Value vector(Value value, Type type) {
      if (!value.constant()) {
        return value;
      }
      boolean integer = value.text().matches("-?\\d+");
      String number = value.text() + (!integer || type == Type.INT ? "" : type == Type.FLOAT ? "f" : ".0");
      String text = type.vector + " = " + type.vector + ".broadcast(" + type.species + ", " + number + ")";
      return Value.vector(type, type != Type.FLOAT ? kernel.field(text, value.text())
          : constants.computeIfAbsent(text, key -> fresh(constantName(value.text()))));
    }

    /** A variable with that value, or the value itself if it is a variable, a constant or a record. */
    private Value named(String name, Value value) {
      if (value.parts() != null || value.constant() || names.contains(value.text())) {
        return value;
      }
      String variable = fresh(name);
      String type = value.type() == Type.BOOLEAN ? "VectorMask<" + value.compared().box + ">" : value.type().vector;
      String statement = indent + type + " " + variable + " = " + value.text() + ";\n";
      String lines = statement.replace(").fma(", ")\n" + indent + "    .fma(");
      statements.append(statement.length() > 120 ? lines : statement);
      return new Value(value.type(), value.compared(), variable, false, null);
    }

    /** What the method returns for the arguments; its statements are written out. */
    Value inline(Member<MethodTree> method, List<Value> arguments) {
      Scope scope = new Scope(this, method.source());
      for (int i = 0; i < arguments.size(); i++) {
        scope.set(method.tree().getParameters().get(i).getName().toString(), arguments.get(i));
      }
      for (StatementTree statement : method.tree().getBody().getStatements()) {
        if (statement instanceof VariableTree variable) {
          scope.set(variable.getName().toString(), scope.value(variable.getInitializer()));
        } else if (statement instanceof ExpressionStatementTree expression
            && expression.getExpression() instanceof AssignmentTree assignment) {
          scope.set(assignment.getVariable().toString(), scope.value(assignment.getExpression()));
        } else if (statement instanceof ReturnTree result) {
          return scope.value(result.getExpression());
        } else {
          throw unknown(statement);
        }
      }
      throw unknown(method.tree());
    }
  }

  // --- expressions -------------------------------------------------------------------------------------------------

  /** A method's variables, by whose names its expressions are translated. */
  private final class Scope {

    private final Body body;
    private final Source source;
    private final Map<String, Value> locals = new HashMap<>();

    Scope(Body body, Source source) {
      this.body = body;
      this.source = source;
    }

    void set(String name, Value value) {
      locals.put(name, body.named(name, value));
    }

    Value value(ExpressionTree tree) {
      if (tree instanceof ParenthesizedTree parentheses) {
        return value(parentheses.getExpression());
      } else if (tree instanceof LiteralTree literal) {
        Object number = literal.getValue();
        Type type = number instanceof Float ? Type.FLOAT : number instanceof Double ? Type.DOUBLE : Type.INT;
        return Value.constant(type, number + (type == Type.FLOAT ? "f" : ""));
      } else if (tree instanceof IdentifierTree identifier) {
        String name = identifier.getName().toString();
        return locals.containsKey(name) ? locals.get(name) : constant(field(name, source), tree);
      } else if (tree instanceof MemberSelectTree select) {
        Source owner = sources.get(select.getExpression().toString());
        return owner != null ? constant(field(select.getIdentifier().toString(), owner), tree)
            : Value.constant(tree.toString().startsWith("Float") ? Type.FLOAT : Type.DOUBLE, tree.toString());
      } else if (tree instanceof ArrayAccessTree access) {
        return value(access.getExpression()).parts().get(access.getIndex().toString());
      } else if (tree instanceof UnaryTree unary) {
        return unary(unary);
      } else if (tree instanceof BinaryTree binary) {
        return binary(binary, value(binary.getLeftOperand()), value(binary.getRightOperand()));
      } else if (tree instanceof ConditionalExpressionTree choice) {
        return choice(
            value(choice.getCondition()), value(choice.getTrueExpression()), value(choice.getFalseExpression()));
      } else if (tree instanceof NewClassTree made) {
        return made(made);
      } else if (tree instanceof MethodInvocationTree call) {
        return call(call);
      }
      throw unknown(tree);
    }

    /** A static constant, a component of the formula, or an array of constants. */
    private Value constant(Member<VariableTree> field, Tree tree) {
      if (field == null) {
        throw unknown(tree);
      }
      VariableTree variable = field.tree();
      String name = field.source().name() + "." + variable.getName();
      if (variable.getInitializer() instanceof NewArrayTree array) {
        Type type = Type.of(variable.getType().toString().replace("[]", ""));
        Map<String, Value> elements = new LinkedHashMap<>();
        for (int i = 0; i < array.getInitializers().size(); i++) {
          elements.put(String.valueOf(i), Value.constant(type, name + "[" + i + "]"));
        }
        return new Value(type, null, name, true, elements);
      }
      return Value.constant(Type.of(variable.getType().toString()),
          variable.getInitializer() == null ? "F." + variable.getName() + "()" : name);
    }

    private Value unary(UnaryTree tree) {
      Value value = value(tree.getExpression());
      String text = value.text();
      if (value.constant()) {
        return Value.constant(value.type(), text.startsWith("-") ? "-(" + text + ")" : "-" + text);
      }
      return switch (tree.getKind()) {
        case UNARY_MINUS -> Value.vector(value.type(), text + ".neg()");
        case BITWISE_COMPLEMENT -> Value.vector(value.type(), text + ".lanewise(NOT)");
        case LOGICAL_COMPLEMENT -> Value.mask(value.compared(), text + ".not()");
        default -> throw unknown(tree);
      };
    }

    private Value binary(BinaryTree tree, Value a, Value b) {
      Tree.Kind kind = tree.getKind();
      String method = METHODS.get(kind);
      boolean constant = a.constant() && b.constant();
      if (constant ? !OPERATORS.containsKey(kind) : method == null && !COMPARISONS.containsKey(kind)) {
        throw unknown(tree);
      } else if (constant) {
        Type wider = a.type().compareTo(b.type()) > 0 ? a.type() : b.type();
        return Value.constant(wider, "(" + a.text() + OPERATORS.get(kind) + b.text() + ")");
      } else if (COMPARISONS.containsKey(kind)) {
        Type type = a.constant() ? b.type() : a.type();
        return Value.mask(type, operation(type, a, b, "compare(" + COMPARISONS.get(kind) + ", ").text());
      } else if (a.type() == Type.BOOLEAN) {
        return Value.mask(a.compared(), a.text() + "." + method + b.text() + ")");
      } else if (kind == Tree.Kind.LEFT_SHIFT || kind == Tree.Kind.RIGHT_SHIFT) {
        return Value.vector(a.type(), a.text() + "." + method + b.text() + ")");
      }
      boolean commutes = kind != Tree.Kind.MINUS && kind != Tree.Kind.DIVIDE;
      return a.constant() && commutes ? operation(b.type(), b, a, method)
          : operation(a.constant() ? b.type() : a.type(), a, b, method);
    }

    private Value operation(Type type, Value a, Value b, String method) {
      return Value.vector(type, body.vector(a, type).text() + "." + method + body.vector(b, type).text() + ")");
    }

    private Value choice(Value condition, Value yes, Value no) {
      Type type = condition.compared();
      return Value.vector(type, body.vector(no, type).text() + ".blend(" + body.vector(yes, type).text() + ", "
          + condition.text() + ")");
    }

    private Value made(NewClassTree tree) {
      Source made = sources.values().stream()
          .filter(any -> any.tree().getSimpleName().contentEquals(tree.getIdentifier().toString())).findFirst().orElseThrow();
      List<String> components = made.tree().getMembers().stream()
          .filter(VariableTree.class::isInstance).map(field -> ((VariableTree) field).getName().toString()).toList();
      Map<String, Value> parts = new LinkedHashMap<>();
      for (int i = 0; i < components.size(); i++) {
        parts.put(components.get(i), body.named(components.get(i), value(tree.getArguments().get(i))));
      }
      return new Value(null, null, made.name(), false, parts);
    }

    private Value call(MethodInvocationTree tree) {
      List<Value> arguments = tree.getArguments().stream().map(this::value).toList();
      Source owner = source;
      String name = tree.getMethodSelect().toString();
      if (tree.getMethodSelect() instanceof MemberSelectTree select) {
        name = select.getIdentifier().toString();
        String receiver = select.getExpression().toString();
        owner = sources.get(receiver);
        if (List.of("Math", "Float", "Double").contains(receiver)) {
          return library(name, arguments, tree);
        } else if (owner == null) {
          return value(select.getExpression()).parts().get(name);
        }
      } else if (name.equals("polynomial")) {
        return polynomial(arguments.get(0), List.copyOf(arguments.get(1).parts().values()));
      }
      Member<MethodTree> method = method(name, arguments.size(), owner);
      if (method == null) {
        throw unknown(tree);
      }
      return body.inline(method, arguments);
    }

    private Value polynomial(Value x, List<Value> coefficients) {
      Value variable = body.named("argument", x);
      Value p = coefficients.get(coefficients.size() - 1);
      for (int i = coefficients.size() - 2; i >= 0; i--) {
        p = fma(p, variable, coefficients.get(i));
      }
      return p;
    }

    private Value fma(Value a, Value b, Value c) {
      if (a.constant()) {
        return fma(b, a, c);
      }
      Type type = a.type();
      return Value.vector(type,
          a.text() + ".fma(" + body.vector(b, type).text() + ", " + body.vector(c, type).text() + ")");
    }

    /** A method of Java's library. */
    private Value library(String name, List<Value> arguments, Tree tree) {
      Value a = arguments.get(0);
      if (a.constant() && name.equals("floatToRawIntBits")) {
        return Value.constant(Type.INT, "Float.floatToRawIntBits(" + a.text() + ")");
      }
      return switch (name) {
        case "fma" -> fma(a, arguments.get(1), arguments.get(2));
        case "abs", "sqrt" -> Value.vector(a.type(), a.text() + "." + name + "()");
        case "min", "max" -> operation(Type.INT, a, arguments.get(1), name + "(");
        case "isNaN" -> Value.mask(a.type(), a.text() + ".compare(NE, " + a.text() + ")");
        case "floatToRawIntBits" -> converted(Type.INT, a.text() + ".reinterpretAsInts()");
        case "intBitsToFloat" -> converted(Type.FLOAT, a.text() + ".reinterpretAsFloats()");
        case "doubleToRawLongBits" -> converted(Type.LONG, a.text() + ".reinterpretAsLongs()");
        case "longBitsToDouble" -> converted(Type.DOUBLE, a.text() + ".reinterpretAsDoubles()");
        default -> throw unknown(tree);
      };
    }

    private Value converted(Type type, String text) {
      return Value.vector(type, "(" + type.cast(text) + ")");
    }
  }
}
