package activations.notebook;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.intermediate.commands.Command;
import de.erichseifert.vectorgraphics2d.intermediate.commands.DrawShapeCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.DrawStringCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.FillShapeCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.SetClipCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.SetColorCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.SetFontCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.SetStrokeCommand;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;

/** What a chart paints, in order. */
record Painted(List<Text> texts, List<Drawn> lines, List<Drawn> fills) {

  /** A text, where its baseline begins; clip is null where all can be seen. */
  record Text(String text, double x, double baseline, double width, Font font, Color color, Shape clip) {

    double middle() {
      return x + width / 2;
    }

    double end() {
      return x + width;
    }
  }

  /** A shape: its outline or its inside. */
  record Drawn(Shape shape, Color color, BasicStroke stroke, Shape clip) {}

  static Painted of(Chart chart) {
    VectorGraphics2D graphics = new VectorGraphics2D();
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    Painted painted = new Painted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Color color = null;
    Font font = null;
    BasicStroke stroke = null;
    Shape clip = null;
    for (Command<?> command : graphics.getCommands()) {
      if (command instanceof SetColorCommand set) {
        color = set.getValue();
      } else if (command instanceof SetFontCommand set) {
        font = set.getValue();
      } else if (command instanceof SetStrokeCommand set) {
        stroke = (BasicStroke) set.getValue();
      } else if (command instanceof SetClipCommand set) {
        clip = set.getValue();
      } else if (command instanceof DrawStringCommand draw) {
        double width = graphics.getFontMetrics(font).stringWidth(draw.getValue());
        painted.texts.add(new Text(draw.getValue(), draw.getX(), draw.getY(), width, font, color, clip));
      } else if (command instanceof DrawShapeCommand draw) {
        painted.lines.add(new Drawn(draw.getValue(), color, stroke, clip));
      } else if (command instanceof FillShapeCommand fill) {
        painted.fills.add(new Drawn(fill.getValue(), color, null, clip));
      }
    }
    return painted;
  }

  /** The one text that reads so. */
  Text text(String text) {
    List<Text> found = texts.stream().filter(one -> one.text.equals(text)).toList();
    if (found.size() != 1) {
      throw new AssertionError("\"" + text + "\" stands " + found.size() + " times among "
          + texts.stream().map(Text::text).toList());
    }
    return found.get(0);
  }
}
