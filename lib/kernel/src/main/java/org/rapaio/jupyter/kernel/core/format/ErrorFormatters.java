package org.rapaio.jupyter.kernel.core.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.core.java.CompilerException;
import org.rapaio.jupyter.kernel.core.java.EvaluationTimeoutException;
import org.rapaio.jupyter.kernel.core.java.IncompleteSourceException;

/**
 * What a learner reads below a cell that ends with an error. Takes the place of the class of the same name in Rapaio Jupyter
 * Kernel 3.0.1. There, a compile error whose place is unknown was an exception of the kernel, and the cell got no answer at
 * all; an exception in a method that was defined again showed the lines of its first version; a method that could not run
 * did not tell which name it lacks, nor an incomplete cell where. Drop this class when a release of the kernel does so.
 */
public final class ErrorFormatters {

  private static final String RED = "\u001b[1;31m";
  private static final String PLAIN = "\u001b[0m";

  /** Lines shown before and after the one that is meant. */
  private static final int AROUND = 2;

  private ErrorFormatters() {}

  /** The lines that the front end shows. */
  public static <T extends Throwable> List<String> exceptionFormat(RapaioKernel kernel, T e) {
    JShell shell = kernel.javaEngine().getShell();
    List<String> lines = new ArrayList<>();
    if (e instanceof CompilerException error) {
      addCompileErrors(shell, error.badSnippet().snippet(), lines);
    } else if (e instanceof IncompleteSourceException error) {
      lines.add(red("The code ends too soon:") + " a brace, a parenthesis, a quote or a semicolon is missing. It begins with");
      addSource(error.source(), 1, lines);
    } else {
      String cause = "";
      for (Throwable one = e; one != null; one = one.getCause() == one ? null : one.getCause()) {
        addException(shell, cause, one, lines);
        cause = "Cause: ";
      }
    }
    return lines;
  }

  private static void addCompileErrors(JShell shell, Snippet snippet, List<String> lines) {
    lines.add(red("Compile error:"));
    for (Diag error : shell.diagnostics(snippet).toList()) {
      List<String> one = new ArrayList<>();
      if (error.getPosition() != Diagnostic.NOPOS && error.getStartPosition() >= 0) {
        String before = snippet.source().substring(0, (int) Math.min(error.getStartPosition(), snippet.source().length()));
        addSource(snippet.source(), (int) before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1 : 0), one);
      }
      one.addAll(error.getMessage(Locale.getDefault()).lines().toList());
      if (Collections.indexOfSubList(lines, one) < 0) {
        lines.addAll(one);
      }
    }
    if (snippet instanceof DeclarationSnippet declaration) {
      addUnknownNames(shell, declaration, lines);
    }
  }

  private static void addUnknownNames(JShell shell, DeclarationSnippet snippet, List<String> lines) {
    String unknown = shell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      lines.add("Java does not know this name in " + snippet.name() + ": " + unknown
          + ". Is it misspelt, or is the cell that defines it still to be run?");
    }
  }

  private static void addException(JShell shell, String cause, Throwable e, List<String> lines) {
    if (e instanceof UnresolvedReferenceException unresolved) {
      lines.add(red(cause + unresolved.getSnippet().name() + " cannot run."));
      addUnknownNames(shell, unresolved.getSnippet(), lines);
    } else {
      String name = e instanceof EvalException thrown ? thrown.getExceptionClassName() : e.getClass().getSimpleName();
      lines.add(red(cause + name + ": " + e.getMessage()));
    }
    if (e instanceof EvaluationTimeoutException timeout) {
      addSource(timeout.getSource(), 1, lines);
    }
    for (StackTraceElement frame : e.getStackTrace()) {
      lines.add("   at " + frame);
      String file = frame.getFileName() == null ? "" : frame.getFileName();
      // A method that is defined again has the name of its first version, which comes first.
      shell.snippets().filter(snippet -> file.equals("#" + snippet.id())).reduce((older, newer) -> newer)
          .ifPresent(snippet -> addSource(snippet.source(), frame.getLineNumber(), lines));
    }
  }

  /** The line of that number, from 1, marked, and those around it. */
  private static void addSource(String source, int marked, List<String> lines) {
    List<String> all = source.lines().toList();
    for (int i = Math.max(1, marked - AROUND); i <= Math.min(all.size(), marked + AROUND); i++) {
      lines.add((i == marked ? "|--> " : "|    ") + all.get(i - 1));
    }
  }

  private static String red(String text) {
    return RED + text + PLAIN;
  }
}
