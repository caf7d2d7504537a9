package import Declarations
package import Periods
import Statistics

/// A whole number in a file that CareTally wrote, which anybody may have changed since: nil where it is none, or counts more
/// than there can be.
package func writtenCount(_ text: some StringProtocol) -> Int? {
  guard let number = Int(text), (-FixedPoint.mostUnits...FixedPoint.mostUnits).contains(number) else {
    return nil
  }
  return number
}

/// What a file that CareTally wrote holds, taken for empty where it is not as it was written.
extension JSONNode {
  /// Empty where the value is no text.
  package var string: String { if case .text(let text) = value { text } else { "" } }

  package func text(_ key: String) -> String { self[key]?.string ?? "" }

  package func number(_ key: String) -> Int {
    if case .number(let digits)? = self[key]?.value { writtenCount(digits) ?? 0 } else { 0 }
  }

  package func list(_ key: String) -> [JSONNode] { self[key]?.items ?? [] }

  package func day(_ key: String) -> Day? { Day(iso: text(key)) }
}
