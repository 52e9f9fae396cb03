package activations.nn.studies;

import activations.Activations;
import activations.GatedUnit;
import activations.nn.GatedFeedForward;
import activations.nn.Initialization;
import activations.nn.Layer;
import activations.nn.Transformer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A feed-forward block of Shazeer 2020, with or without a gate, model → hidden → model; gated ones get ⅔ of the hidden
 * size, so that all have as many weights.
 *
 * @param gate joins the gate and the value; null if there is no gate
 */
record FeedForward(String name, GatedUnit gate) {

  /** The blocks compared: without a gate, then with. */
  private static final List<FeedForward> ALL = Stream.concat(
      Stream.of("relu", "gelu", "silu").map(name -> new FeedForward(name, null)),
      Stream.of(GatedUnit.glu(), GatedUnit.bilinear(), GatedUnit.reglu(), GatedUnit.geglu(), GatedUnit.swiglu())
          .map(unit -> new FeedForward(unit.name(), unit))).toList();

  static Object[] names() {
    return ALL.stream().map(FeedForward::name).toArray();
  }

  static FeedForward named(String name) {
    return ALL.stream().filter(block -> block.name.equals(name)).findFirst().orElseThrow();
  }

  Layer make(int model, int hidden, SplittableRandom random) {
    return gate == null
        ? Transformer.feedForward(Activations.byName(name), model, hidden, Initialization.LECUN, random)
        : GatedFeedForward.of(gate, model, GatedFeedForward.hidden(hidden), Initialization.LECUN, random);
  }
}
