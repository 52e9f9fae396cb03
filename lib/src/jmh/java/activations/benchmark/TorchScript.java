package activations.benchmark;

import ai.djl.engine.Engine;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript program, loaded into libtorch. It is written here in the form in which PyTorch stores programs, so no
 * Python is needed.
 *
 * <p>libtorch comes from the jars of the class path and is unpacked into {@code target/libtorch}; nothing is
 * downloaded.
 */
final class TorchScript implements AutoCloseable {

  /** The first parameter of each method. */
  static final String SELF = "self: __torch__.Program";

  static {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("DJL_CACHE_DIR", System.getProperty("bench.cache", "target/libtorch"));
    System.setProperty("ENGINE_CACHE_DIR", System.getProperty("bench.cache", "target/libtorch"));
  }

  private final PtNDManager manager = (PtNDManager) Engine.getEngine("PyTorch").newBaseManager();
  private final PtSymbolBlock module;

  /** Loads a program that consists of these methods. */
  TorchScript(String methods, int threads) {
    JniUtils.setGradMode(false);
    JniUtils.setNumThreads(threads);
    try {
      module = JniUtils.loadModule(manager, new ByteArrayInputStream(archive(methods)), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there is a libtorch for this machine on the class path: there is one for Linux on x86-64. */
  static boolean available() {
    return System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64");
  }

  /** The version of libtorch, or nothing where it is not available. */
  static String version() {
    return !available() ? "" : Engine.getEngine("PyTorch").getVersion();
  }

  PtNDArray tensor(float[] values, long... shape) {
    return (PtNDArray) manager.create(values, new Shape(shape));
  }

  PtNDArray tensor(long[] values) {
    return (PtNDArray) manager.create(values, new Shape(values.length));
  }

  IValue run(String method, IValue... arguments) {
    return IValueUtils.runMethod(module, method, arguments);
  }

  float[] floats(IValue value) {
    return value.toTensor(manager).toFloatArray();
  }

  @Override
  public void close() {
    module.close();
    manager.close();
  }

  /** An archive, a zip file, of a module without state that has these methods. */
  private static byte[] archive(String methods) throws IOException {
    String program = "class Program(Module):\n  __parameters__ = []\n  __buffers__ = []\n" + methods;
    // Pickle protocol 2: the tuple of constants is empty, and so is the state of the one object.
    String constants = "\u0080\u0002).";
    String object = "\u0080\u0002c__torch__\nProgram\n)\u0081}b.";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "program/data.pkl", object.getBytes(StandardCharsets.ISO_8859_1));
      store(zip, "program/code/__torch__.py", program.getBytes(StandardCharsets.UTF_8));
      store(zip, "program/constants.pkl", constants.getBytes(StandardCharsets.ISO_8859_1));
      // Version 10 is the first in which gelu has its argument approximate.
      store(zip, "program/version", "10\n".getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
