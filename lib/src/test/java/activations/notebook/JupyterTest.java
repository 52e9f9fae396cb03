package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bridge to the kernels, against stand-ins that have the real kernels' class and method names. */
class JupyterTest {

  private static final String BUNDLE = """
      package %s;
      public class DisplayData {
        public String html, text, id;
        public DisplayData(String text) { this.text = text; }
        public static DisplayData fromText(String text) { return new DisplayData(text); }
        public void putHTML(String html) {
          if (html.contains("refuse")) { throw new IllegalArgumentException("too long"); }
          this.html = html;
        }
        public void setDisplayId(String id) { this.id = id; }
      }
      """;

  private static final String DISPLAY = """
        public void %s(%s.DisplayData d) {
          System.getProperties().merge("shown", "%s|" + d.html + "|" + d.text + "|" + d.id + "\\n",
              (a, b) -> a.toString() + b);
        }
      """;

  /** IJava's classes for talking with Jupyter, which JJava has taken over under another name. */
  private static Map<String, String> baseKernel(String base, String ofBaseKernel) {
    String display = base + ".display";
    return Map.of("DisplayData", BUNDLE.formatted(display),
        "DisplayStream", "package " + base + "; public class DisplayStream {"
            + DISPLAY.formatted("updateDisplay", display, "update")
            + "public void updateDisplay(String id, " + display + ".DisplayData d) { throw new AssertionError(); } }",
        "JupyterIO", "package " + base + "; public class JupyterIO {"
            + "public final DisplayStream display = new DisplayStream(); }",
        "BaseKernel", "package " + base + "; public abstract class BaseKernel {"
            + "public JupyterIO getIO() { return new JupyterIO(); }" + DISPLAY.formatted("display", display, "display")
            + ofBaseKernel + "}");
  }

  private static final String RENDER = "public static %1$s.DisplayData render(Object o) {"
      + "return new %1$s.DisplayData(o.toString()); }"
      + "public static %1$s.DisplayData render(Object o, String... as) { throw new AssertionError(); }";

  private static Map<String, String> and(Map<String, String> sources, Map<String, String> more) {
    Map<String, String> both = new HashMap<>(sources);
    both.putAll(more);
    return both;
  }

  private enum KernelKind {
    /** 1.3.0 and 1.4.0. */
    IJAVA {
      @Override
      Map<String, String> sources() {
        return and(baseKernel("io.github.spencerpark.jupyter.kernel", ""), Map.of(
            "JavaKernel", "package io.github.spencerpark.ijava;"
                + "public class JavaKernel extends io.github.spencerpark.jupyter.kernel.BaseKernel {}",
            "Kernel", "package io.github.spencerpark.ijava.runtime; import io.github.spencerpark.ijava.JavaKernel;"
                + "public class Kernel { public static JavaKernel getKernelInstance() { return new JavaKernel(); } }",
            "Display", "package io.github.spencerpark.ijava.runtime; public class Display {"
                + RENDER.formatted("io.github.spencerpark.jupyter.kernel.display") + "}"));
      }
    },
    JJAVA_1_0_A6 {
      @Override
      Map<String, String> sources() {
        return and(baseKernel("org.dflib.jjava.jupyter.kernel", "protected static BaseKernel notebookKernel;"
            + "public static BaseKernel notebookKernel() { return new org.dflib.jjava.kernel.JavaKernel(); }"), Map.of(
                "JavaKernel", "package org.dflib.jjava.kernel;"
                    + "public class JavaKernel extends org.dflib.jjava.jupyter.kernel.BaseKernel {}",
                "BaseNotebookStatics", "package org.dflib.jjava.jupyter.kernel; public class BaseNotebookStatics {"
                    + RENDER.formatted("org.dflib.jjava.jupyter.kernel.display") + "}"));
      }
    },
    /** 1.0-a7, 1.0-a8 and what its main branch has since. */
    JJAVA {
      @Override
      Map<String, String> sources() {
        Map<String, String> sources = JJAVA_1_0_A6.sources();
        sources.computeIfPresent("DisplayData", (name, source) -> source.replace(
            "void setDisplayId(String id) { this.id = id; }",
            "DisplayData setDisplayId(String id) { this.id = id; return this; }"));
        return sources;
      }
    },
    RAPAIO {
      @Override
      Map<String, String> sources() {
        String p = "org.rapaio.jupyter.kernel.display";
        return Map.of("DisplayData", BUNDLE.formatted(p),
            "RapaioKernel", "package org.rapaio.jupyter.kernel.core; public class RapaioKernel {"
                + DISPLAY.formatted("display", p, "display") + DISPLAY.formatted("updateDisplay", p, "update") + "}",
            "MainApp", "package org.rapaio.jupyter.kernel; import org.rapaio.jupyter.kernel.core.RapaioKernel;"
                + "public class MainApp { public static final RapaioKernel kernel = new RapaioKernel(); }");
      }
    };

    abstract Map<String, String> sources();
  }

  @ParameterizedTest
  @EnumSource(KernelKind.class)
  void showsAndUpdatesInEveryKernel(KernelKind kind, @TempDir Path folder) throws Exception {
    String shown = inside(kind.sources(), folder, () -> {
      String printed = Captured.output(() -> Show.html("<b>bold</b>"));
      assertEquals("", printed, "inside a kernel nothing is printed");
      Progress progress = Progress.of("work", 1);
      progress.step();
    });
    String[] lines = shown.split("\n");
    assertEquals(3, lines.length);
    assertTrue(lines[0].startsWith("display|<b>bold</b>|bold|"), lines[0]);
    assertTrue(lines[1].startsWith("display|") && lines[1].contains("|work: 0 of 1|"), lines[1]);
    assertTrue(lines[2].startsWith("update|") && lines[2].contains("|work: 1 of 1|"), lines[2]);
    assertEquals(id(lines[1]), id(lines[2]));
    assertFalse(id(lines[0]).equals(id(lines[1])));
  }

  @ParameterizedTest
  @EnumSource(KernelKind.class)
  void knowsTheKernelByName(KernelKind kind, @TempDir Path folder) throws Exception {
    String name = switch (kind) {
      case IJAVA -> "IJava";
      case JJAVA_1_0_A6, JJAVA -> "JJava";
      case RAPAIO -> "Rapaio Jupyter Kernel";
    };
    inside(kind.sources(), folder, () -> assertEquals(name, Jupyter.kernel()));
  }

  @ParameterizedTest
  @EnumSource(KernelKind.class)
  void saysThatTheKernelRefused(KernelKind kind, @TempDir Path folder) throws Exception {
    inside(kind.sources(), folder, () -> {
      IllegalStateException e = assertThrows(IllegalStateException.class, () -> Show.html("refuse"));
      assertEquals("the Jupyter kernel did not accept the output: java.lang.IllegalArgumentException: too long",
          e.getMessage());
    });
  }

  /** 1.0-M2 had no class of today's, 1.0-a4 and 1.0-a5 had a BaseKernel without the method that gives the kernel. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void saysThatJJavaIsTooOld(boolean withBaseKernel, @TempDir Path folder) throws Exception {
    Map<String, String> runtime = Map.of("JavaKernel", "package org.dflib.jjava; public class JavaKernel {}",
        "Kernel", "package org.dflib.jjava.runtime; import org.dflib.jjava.JavaKernel;"
            + "public class Kernel { public static JavaKernel getKernelInstance() { return new JavaKernel(); } }");
    inside(withBaseKernel ? and(baseKernel("org.dflib.jjava.jupyter.kernel", ""), runtime) : runtime, folder, () -> {
      IllegalStateException e = assertThrows(IllegalStateException.class, () -> Show.html("<b>bold</b>"));
      assertEquals("this JJava is too old to show charts and tables: 1.0-a6 or newer is needed. In a terminal:"
          + " pip install --pre --upgrade jjava; then restart the kernel", e.getMessage());
    });
  }

  private static String id(String line) {
    return line.substring(line.lastIndexOf('|') + 1);
  }

  /** Runs the action where the kernel's classes are seen by the context class loader only; returns what was shown. */
  private static String inside(Map<String, String> sources, Path folder, Runnable action) throws IOException {
    List<String> arguments = new ArrayList<>(Arrays.asList("-d", folder.resolve("classes").toString(), "-proc:none"));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey() + ".java");
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
    }
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    System.clearProperty("shown");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.resolve("classes").toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      action.run();
      return System.getProperty("shown", "");
    } finally {
      thread.setContextClassLoader(before);
      System.clearProperty("shown");
    }
  }
}
