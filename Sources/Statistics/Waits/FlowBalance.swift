/// A list over a period: cases on it at the start, that joined, that left, and on it at the end.
package struct FlowBalance: Sendable, Hashable {
  package var opening: Int
  package var joined: Int
  package var left: Int
  package var closing: Int

  package init(opening: Int, joined: Int, left: Int, closing: Int) {
    self.opening = opening
    self.joined = joined
    self.left = left
    self.closing = closing
  }

  /// How many more cases are on the list at the end than joining and leaving explain.
  package var unexplained: Int { closing - (opening + joined - left) }

  package var balances: Bool { unexplained == 0 }

  /// The periods whose opening differs from the closing before, from 1.
  package static func breaks(in series: [FlowBalance]) -> [Int] {
    series.indices.dropFirst().filter { series[$0].opening != series[$0 - 1].closing }
  }
}
