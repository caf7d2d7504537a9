package import Declarations
package import Periods
import Statistics

/// A whole number in a file that CareTally wrote and anybody may have changed: nil where it is none, or is impossibly
/// large.
package func writtenCount(_ text: some StringProtocol) -> Int? {
  guard let number = Int(text), (-FixedPoint.mostUnits...FixedPoint.mostUnits).contains(number) else {
    return nil
  }
  return number
}

/// Reads a file that CareTally wrote. A value of another type is read as empty.
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
