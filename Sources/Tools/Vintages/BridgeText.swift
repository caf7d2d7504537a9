import Artefacts
import Declarations
import Periods
import Statistics

/// A bridge for a terminal: the reading of each definition and period, and both ways from the first to the last.
func text(of bridge: Bridge, _ pair: BridgePair, _ readings: BridgeReadings) -> [String] {
  let (old, new) = (pair.old.value, pair.new.value)
  let labels = readings.periods(of: new).map(\.label)
  func cell(_ measure: Measure, _ turn: Int) -> String {
    guard let found = readings.reading(of: measure, turn) else { return "" }
    let counts = [found.numerator, found.denominator].map { $0?.text ?? "" }.joined(separator: "/")
    return "\(found.value.text)  \(counts)"
  }
  func signed(_ value: FixedPoint) -> String { (value.units > 0 ? "+" : "") + value.description }
  let rows =
    [("", labels), ("Old definition", [0, 1].map { cell(old, $0) })]
    + [("New definition", [0, 1].map { cell(new, $0) })]
  let width = max(labels[0].count, rows.map { $0.1[0].count }.max() ?? 0)
  func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
  let table = rows.map { "  \(padded($0.0, 14))  \(padded($0.1[0], width))  \($0.1[1])" }
  let order =
    bridge.interaction.units == 0
    ? "the order makes no difference"
    : "\(signed(bridge.interaction)) is both at once: the definition does more to the later cases, or less"
  return [new.title, "Old: \(old.measure.value)", "New: \(new.measure.value)", ""] + table + [
    "",
    "  Definition first: definition \(signed(bridge.definition)), practice \(signed(bridge.practice))",
    "  Practice first:   practice \(signed(bridge.practiceFirst)), definition \(signed(bridge.definitionLast))",
    "  Together:         \(signed(bridge.change)); \(order)",
  ]
}
