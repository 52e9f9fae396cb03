package org.rapaio.jupyter.kernel.core.java;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes calls of {@link Cell#check} into the classes of cells, so that a busy loop can be interrupted: newer JDKs have
 * nothing else for that ({@code Thread.stop} is gone since JDK 20), and the kernel never had. There is one
 *
 * <ul>
 *   <li>before each jump back, that is in each round of a loop, but for the innermost loops that count an int to a bound
 *       and call nothing but {@link Math}: they end by themselves, and a check would keep the compiler from turning them
 *       into vector code, or from dropping those whose result nobody uses;
 *   <li>before each call of a method that a cell declares, for recursion;
 *   <li>at the start of each lambda expression, for endless streams.
 * </ul>
 */
final class InterruptChecks {

  private static final String CELL = Cell.class.getName().replace('.', '/');

  /** The package of all classes that JShell makes of cells. */
  private static final String CELLS_PACKAGE = "REPL/";

  private InterruptChecks() {}

  /** Loads the classes that {@link #addTo} needs while the kernel starts, so that the first cell does not wait for them. */
  static void prepare() {
    Thread preparation = new Thread(() -> {
      try (InputStream classFile = Cell.class.getResourceAsStream("Cell.class")) {
        addTo(classFile.readAllBytes());
      } catch (IOException e) {
        // The first cell loads them.
      }
    }, "preparation");
    preparation.setDaemon(true);
    preparation.start();
  }

  /** The class file with checks; as it is if it is of a version that is not known here, or becomes too large. */
  static byte[] addTo(byte[] classFile) {
    try {
      ClassReader reader = new ClassReader(classFile);
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
            String[] exceptions) {
          MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
          return new Method(method, name.startsWith("lambda$"));
        }
      }, 0);
      return writer.toByteArray();
    } catch (RuntimeException unknownOrTooLarge) {
      return classFile;
    }
  }

  /** What matters of an instruction: a variable's number where there is one, the label of a jump. */
  private record Instruction(int opcode, int variable, int step, Label target, boolean back, boolean call) {}

  private static final class Method extends MethodVisitor {

    private final boolean lambda;
    private final List<Instruction> instructions = new ArrayList<>();
    private final Map<Label, Integer> places = new HashMap<>();

    Method(MethodVisitor next, boolean lambda) {
      super(Opcodes.ASM9, next);
      this.lambda = lambda;
    }

    private void check() {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, CELL, "check", "()V", false);
    }

    private void note(int opcode, int variable, int step) {
      instructions.add(new Instruction(opcode, variable, step, null, false, false));
    }

    private void noteCall(int opcode) {
      instructions.add(new Instruction(opcode, -1, 0, null, false, true));
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (lambda) {
        check();
      }
    }

    @Override
    public void visitLabel(Label label) {
      places.put(label, instructions.size());
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      Integer place = places.get(label);
      if (place != null && !(opcode == Opcodes.GOTO && counts(instructions.subList(place, instructions.size())))) {
        check();
      }
      instructions.add(new Instruction(opcode, -1, 0, label, place != null, false));
      super.visitJumpInsn(opcode, label);
    }

    /** Whether a loop ends by itself before long: {@code for (int i = …; i < …; i++)} without loops and calls. */
    private boolean counts(List<Instruction> loop) {
      if (loop.size() < 3 || loop.stream().anyMatch(one -> one.back || one.call)) {
        return false;
      }
      Instruction first = loop.get(0);
      Instruction last = loop.get(loop.size() - 1);
      Instruction test = loop.stream().filter(one -> one.target != null).findFirst().orElse(null);
      if (first.opcode != Opcodes.ILOAD || last.opcode != Opcodes.IINC || first.variable != last.variable
          || test == null || places.containsKey(test.target)) {
        return false;
      }
      // With <= and a step of one, or with larger steps, the count may jump over its bound and go on for ever.
      boolean ends = switch (test.opcode) {
        case Opcodes.IF_ICMPGE -> last.step == 1;
        case Opcodes.IF_ICMPLE, Opcodes.IFLT, Opcodes.IFLE -> last.step == -1;
        default -> false;
      };
      return ends && loop.subList(0, loop.size() - 1).stream().noneMatch(one -> one.variable == last.variable
          && (one.opcode == Opcodes.ISTORE || one.opcode == Opcodes.IINC));
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (owner.startsWith(CELLS_PACKAGE)) {
        check();
      }
      if (owner.equals("java/lang/Math")) {
        note(opcode, -1, 0);
      } else {
        noteCall(opcode);
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
      noteCall(Opcodes.INVOKEDYNAMIC);
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
      note(opcode, variable, 0);
      super.visitVarInsn(opcode, variable);
    }

    @Override
    public void visitIincInsn(int variable, int step) {
      note(Opcodes.IINC, variable, step);
      super.visitIincInsn(variable, step);
    }

    @Override
    public void visitInsn(int opcode) {
      note(opcode, -1, 0);
      super.visitInsn(opcode);
    }
  }
}
