import Artefacts
import Statistics

/// Judges what is printed of a small table from the definition alone: by trying whole numbers in its cells.
///
/// It knows what readers know: that every case is in one cell, what each figure prints, how the policy rounds, and that a
/// nought is printed where the policy does not hide noughts, and a row is hidden where what is left of it is small. It shares nothing with the product's own proof but the figures.
struct FillingOracle {
  /// A sum of cells that must lie in a range.
  struct Sum {
    var cells: [Int]
    var least: Int
    var most: Int
    /// It is 0, or at least this.
    var leastPositive = 1
  }

  /// A number that must not be worked out, as a sum of cells.
  struct Secret {
    var name: String
    var cells: [Int]
    var truth: Int
    /// So many values must be possible; of a rounded count two, of a hidden one what the policy promises.
    var width: Int
    /// Counts for whose sake any are hidden; nil of a rounded count.
    var small: ClosedRange<Int>?
  }

  /// The true count of each cell.
  var truth: [Int] = []
  var sums: [Sum] = []
  var secrets: [Secret] = []
  /// Cells hold no more than this here: that finds fewer fillings than there are, never more.
  var most = 0

  /// The names of secrets that keep fewer values than they must.
  func narrowed() -> [String] { secrets.filter(isNarrowed).map(\.name) }

  private func isNarrowed(_ secret: Secret) -> Bool {
    var found = 0
    var mayBeSmall = false
    // The nearest values are the likeliest; most secrets need no others.
    let values = (0...most * secret.cells.count).sorted { abs($0 - secret.truth) < abs($1 - secret.truth) }
    for value in values where isPossible(secret.cells, value) {
      found += 1
      mayBeSmall = mayBeSmall || secret.small?.contains(value) ?? true
      if found >= secret.width { return false }
    }
    // A number that readers can see to be none of the small ones gives nobody away.
    return mayBeSmall
  }

  /// Whether some whole numbers in all cells give these cells this sum and everything that is printed.
  func isPossible(_ cells: [Int], _ value: Int) -> Bool {
    var filling = Filling(
      sums + [Sum(cells: cells, least: value, most: value)], cells: truth.count, most: most)
    return filling.completes(from: 0)
  }
}

/// Cells that are filled one after another, as far as the sums allow.
private struct Filling {
  private let least: [Int]
  private let most: [Int]
  private let leastPositive: [Int]
  /// By cell, the sums that it is in.
  private let uses: [[Int]]
  /// By cell, as much as it can hold by any of them alone.
  private let upper: [Int]
  /// By sum, what its filled cells come to, and what the others can.
  private var filled: [Int]
  private var room: [Int]

  init(_ sums: [FillingOracle.Sum], cells: Int, most bound: Int) {
    (least, most, leastPositive) = (sums.map(\.least), sums.map(\.most), sums.map(\.leastPositive))
    var uses = [[Int]](repeating: [], count: cells)
    var upper = [Int](repeating: bound, count: cells)
    for (index, sum) in sums.enumerated() {
      for cell in sum.cells {
        uses[cell].append(index)
        upper[cell] = min(upper[cell], sum.most)
      }
    }
    (self.uses, self.upper) = (uses, upper)
    filled = sums.map { _ in 0 }
    room = sums.map { $0.cells.reduce(0) { $0 + upper[$1] } }
  }

  /// Whether the cells from this one on can be filled; tries every number that the sums leave it.
  mutating func completes(from cell: Int) -> Bool {
    guard cell < uses.count else { return true }
    var (low, high) = (0, upper[cell])
    for use in uses[cell] {
      room[use] -= upper[cell]
      high = min(high, most[use] - filled[use])
      low = max(low, least[use] - filled[use] - room[use])
    }
    defer { for use in uses[cell] { room[use] += upper[cell] } }
    guard low <= high else { return false }
    for count in low...high {
      for use in uses[cell] { filled[use] += count }
      let isComplete = uses[cell].allSatisfy(canBePositive) && completes(from: cell + 1)
      for use in uses[cell] { filled[use] -= count }
      if isComplete { return true }
    }
    return false
  }

  /// Whether what a sum has so far can still become none or enough.
  private func canBePositive(_ sum: Int) -> Bool {
    filled[sum] == 0 || filled[sum] + room[sum] >= leastPositive[sum]
  }
}

extension FillingOracle {
  /// What a figure of a count tells: nil where nothing.
  static func told(_ figure: Figure?, _ policy: DisclosurePolicy) -> ClosedRange<Int>? {
    guard let figure else { return nil }
    switch figure.state {
    case .number(let number):
      // Every count that the policy would print so.
      let near = max(0, number.units - policy.roundingBase)...(number.units + policy.roundingBase)
      let alike = near.filter { policy.prints($0) == number.units }
      return (alike.first ?? 0)...(alike.last ?? 0)
    case .low:
      let alike = (1...policy.roundingBase).filter { policy.prints($0) == 0 }
      return (alike.first ?? 1)...(alike.last ?? 1)
    case .missing, .band: return nil
    }
  }
}

extension DisclosurePolicy {
  /// The number that stands for a count: the nearest multiple, half away from zero; nil where it is hidden.
  fileprivate func prints(_ count: Int) -> Int? {
    if count == 0 ? hidesZero : count < threshold { return nil }
    return (2 * count + roundingBase) / (2 * roundingBase) * roundingBase
  }
}
