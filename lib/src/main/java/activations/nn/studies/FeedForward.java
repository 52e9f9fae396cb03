package activations.nn.studies;

import activations.Activation;
import activations.Activations;
import activations.GatedUnit;
import activations.nn.GatedFeedForward;
import activations.nn.Initialization;
import activations.nn.Layer;
import activations.nn.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A feed-forward block of Shazeer 2020, with or without a gate, model → hidden → model; gated ones get ⅔ of the hidden
 * size, so that all have as many weights.
 *
 * @param gate joins the gate and the value; null if there is no gate
 */
record FeedForward(String name, GatedUnit gate, Maker maker) {

  private static final List<FeedForward> ALL = all();

  /** Makes the layer. */
  interface Maker {
    Layer make(int model, int hidden, SplittableRandom random);
  }

  /** The blocks compared: without a gate, then with. */
  private static List<FeedForward> all() {
    List<FeedForward> all = new ArrayList<>();
    for (Activation f : List.of(Activations.relu(), Activations.gelu(), Activations.silu())) {
      all.add(new FeedForward(f.name(), null, (model, hidden, random) ->
          Transformer.feedForward(f, model, hidden, Initialization.LECUN, random)));
    }
    for (GatedUnit unit : List.of(GatedUnit.glu(), GatedUnit.bilinear(), GatedUnit.reglu(), GatedUnit.geglu(),
        GatedUnit.swiglu())) {
      all.add(new FeedForward(unit.name(), unit, (model, hidden, random) ->
          GatedFeedForward.of(unit, model, GatedFeedForward.hidden(hidden), Initialization.LECUN, random)));
    }
    return all;
  }

  static Object[] names() {
    return ALL.stream().map(FeedForward::name).toArray();
  }

  static FeedForward named(String name) {
    return ALL.stream().filter(block -> block.name.equals(name)).findFirst().orElseThrow();
  }

  Layer make(int model, int hidden, SplittableRandom random) {
    return maker.make(model, hidden, random);
  }
}
