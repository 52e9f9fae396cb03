package activations.benchmark;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Lesson: what the same element costs in ONNX Runtime, which runs trained networks, forward only.
 *
 * <p>Timed is one run of a model of nothing but this operator, from and into memory allocated beforehand. Calling it
 * from Java costs some microseconds; so a model for a small input has several such nodes, side by side, which all
 * write the same result. See {@link OnnxModel} for the operators.
 */
public class OnnxBenchmark extends Workload {
  private static final int ELEMENTS_PER_OPERATION = 1 << 20;
  private static final int MOST_NODES = 64;

  private OrtEnvironment environment;
  private OrtSession session;
  private FloatBuffer output;
  private Map<String, OnnxTensor> inputs;
  private Map<String, OnnxTensor> outputs;

  static String version() {
    return OrtEnvironment.getEnvironment().getVersion();
  }

  @Override
  void prepare() throws OrtException {
    int n = elements(kib);
    environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      // The nodes are equal; the optimizer would merge them.
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      session = environment.createSession(OnnxModel.of(function).bytes(n, calls(kib)), options);
    }
    FloatBuffer input = allocate(n);
    input.put(join(x)).rewind();
    output = allocate(n);
    long[] shape = {n};
    inputs = Map.of(OnnxModel.INPUT, OnnxTensor.createTensor(environment, input, shape));
    outputs = new LinkedHashMap<>();
    for (String name : session.getOutputNames()) {
      outputs.put(name, OnnxTensor.createTensor(environment, output, shape));
    }
  }

  @Override
  void release() throws OrtException {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
    session.close();
  }

  static int calls(int kib) {
    return Math.min(MOST_NODES, Math.max(1, ELEMENTS_PER_OPERATION / elements(kib)));
  }

  @Benchmark
  public void forward() throws OrtException {
    session.run(inputs, outputs).close();
  }

  @Override
  float[] forwardResult() {
    float[] values = new float[elements(kib)];
    output.duplicate().rewind().get(values);
    return values;
  }

  private static FloatBuffer allocate(int elements) {
    return ByteBuffer.allocateDirect(elements * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
