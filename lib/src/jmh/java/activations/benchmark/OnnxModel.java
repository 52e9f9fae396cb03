package activations.benchmark;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The ONNX operator for one function, and the model of it in ONNX's binary form (protocol buffers).
 *
 * @param operator its name in ONNX
 * @param domain empty for ONNX's own operators
 * @param attributes values are Float or String
 * @param constants inputs after the first, one number each
 */
record OnnxModel(String operator, String domain, Map<String, Object> attributes, float... constants) {
  static final String INPUT = "x";

  /** ONNX Runtime's own operators. */
  private static final String MICROSOFT = "com.microsoft";

  /** The version of ONNX's operators: the first with Gelu is 20. */
  private static final int OPSET = 20;

  /** The file format that goes with it. */
  private static final int IR_VERSION = 9;

  private static final int FLOAT = 1;

  private static final Map<String, OnnxModel> ALL = Map.ofEntries(
      Map.entry("relu", onnx("Relu", Map.of())),
      Map.entry("leaky_relu", onnx("LeakyRelu", Map.of("alpha", 0.01f))),
      Map.entry("prelu", onnx("PRelu", Map.of(), 0.25f)),
      Map.entry("rrelu", onnx("LeakyRelu", Map.of("alpha", (1 / 8f + 1 / 3f) / 2))),
      Map.entry("relu6", onnx("Clip", Map.of(), 0, 6)),
      Map.entry("elu", onnx("Elu", Map.of("alpha", 1f))),
      Map.entry("celu", onnx("Celu", Map.of("alpha", 1f))),
      Map.entry("selu", onnx("Selu", Map.of())),
      Map.entry("sigmoid", onnx("Sigmoid", Map.of())),
      Map.entry("hard_sigmoid", onnx("HardSigmoid", Map.of("alpha", 1 / 6f, "beta", 0.5f))),
      Map.entry("tanh", onnx("Tanh", Map.of())),
      Map.entry("hard_tanh", onnx("Clip", Map.of(), -1, 1)),
      Map.entry("softsign", onnx("Softsign", Map.of())),
      Map.entry("softplus", onnx("Softplus", Map.of())),
      Map.entry("sparse_sigmoid", onnx("HardSigmoid", Map.of("alpha", 0.5f, "beta", 0.5f))),
      Map.entry("identity", onnx("Identity", Map.of())),
      Map.entry("softshrink", onnx("Shrink", Map.of("lambd", 0.5f, "bias", 0.5f))),
      Map.entry("hardshrink", onnx("Shrink", Map.of("lambd", 0.5f, "bias", 0f))),
      Map.entry("threshold", onnx("ThresholdedRelu", Map.of("alpha", 1f))),
      Map.entry("silu", new OnnxModel("QuickGelu", MICROSOFT, Map.of("alpha", 1f))),
      Map.entry("swish", new OnnxModel("QuickGelu", MICROSOFT, Map.of("alpha", 1f))),
      Map.entry("hard_swish", onnx("HardSwish", Map.of())),
      Map.entry("gelu", onnx("Gelu", Map.of("approximate", "none"))),
      Map.entry("gelu_tanh", onnx("Gelu", Map.of("approximate", "tanh"))),
      Map.entry("gelu_sigmoid", new OnnxModel("QuickGelu", MICROSOFT, Map.of("alpha", 1.702f))),
      Map.entry("mish", onnx("Mish", Map.of())));

  static boolean has(String function) {
    return ALL.containsKey(function);
  }

  static OnnxModel of(String function) {
    if (!has(function)) {
      throw new IllegalArgumentException("no ONNX operator for " + function + "; there are some for "
          + ALL.keySet().stream().sorted().toList());
    }
    return ALL.get(function);
  }

  private static OnnxModel onnx(String operator, Map<String, Object> attributes, float... constants) {
    return new OnnxModel(operator, "", attributes, constants);
  }

  /** A model of equal nodes, each from the one input to an output of its own. */
  byte[] bytes(int elements, int nodes) {
    Message graph = new Message().text(2, "function");
    List<String> inputs = new ArrayList<>(List.of(INPUT));
    for (int i = 0; i < constants.length; i++) {
      inputs.add("constant" + i);
      graph.message(5, constant(inputs.get(i + 1), constants[i]));
    }
    graph.message(11, tensorType(INPUT, elements));
    for (int i = 0; i < nodes; i++) {
      graph.message(1, node(inputs, "y" + i));
      graph.message(12, tensorType("y" + i, elements));
    }
    return new Message()
        .number(1, IR_VERSION)
        .message(7, graph)
        .message(8, new Message().text(1, "").number(2, OPSET))
        .message(8, new Message().text(1, MICROSOFT).number(2, 1))
        .bytes();
  }

  private Message node(List<String> inputs, String output) {
    Message node = new Message();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(4, operator).text(7, domain);
    attributes.forEach((name, value) -> node.message(5, attribute(name, value)));
    return node;
  }

  private static Message attribute(String name, Object value) {
    Message attribute = new Message().text(1, name);
    return value instanceof Float number
        ? attribute.real(2, number).number(20, 1)
        : attribute.text(4, (String) value).number(20, 3);
  }

  private static Message constant(String name, float value) {
    return new Message().number(2, FLOAT).real(4, value).text(8, name);
  }

  private static Message tensorType(String name, int elements) {
    Message shape = new Message().message(1, new Message().number(1, elements));
    Message tensor = new Message().number(1, FLOAT).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** A protocol buffer message: fields by number, in the order written. */
  private static final class Message {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint(field << 3 | VARINT);
      varint(value);
      return this;
    }

    Message real(int field, float value) {
      varint(field << 3 | FIXED_32);
      out.writeBytes(ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
      return this;
    }

    Message text(int field, String value) {
      return delimited(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return delimited(field, value.bytes());
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private Message delimited(int field, byte[] value) {
      varint(field << 3 | LENGTH_DELIMITED);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
