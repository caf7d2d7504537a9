import Declarations
import Tables

extension LinkedValidation {
  /// The rows in which a field has another value than in the first record of the same key that has one.
  func contradictions(_ ready: PreparedRule, in own: Int) -> [[Int]] {
    guard let consistent = ready.rule.consistent else { return [] }
    let eligible = eligible(ready, in: own)
    let keys = numbers.keys([places(consistent.per, in: own)])
    var differs = eligible.map { [UInt8](repeating: 0, count: $0.count) }
    for place in places(consistent.same, in: own) {
      let values = numbers[place]
      // The position is the key's.
      var firsts = [Int32](repeating: LinkNumbers.missing, count: keys.count)
      for segment in eligible.indices {
        Self.compare(
          values[segment], by: keys.sides[0][segment], eligible[segment], &firsts, &differs[segment])
      }
    }
    return differs.map { differs in differs.indices.filter { differs[$0] == 1 } }
  }

  private static func compare(
    _ values: [Int32], by keys: [Int32], _ eligible: [UInt8], _ firsts: inout [Int32],
    _ differs: inout [UInt8]
  ) {
    let (values, keys, eligible) = (values.span, keys.span, eligible.span)
    var known = firsts.mutableSpan
    var out = differs.mutableSpan
    for row in 0..<eligible.count {
      let (key, value) = (keys[row], values[row])
      guard eligible[row] == 1, key != LinkNumbers.missing, value != LinkNumbers.missing else { continue }
      let first = known[Int(key)]
      if first == LinkNumbers.missing { known[Int(key)] = value } else if first != value { out[row] = 1 }
    }
  }
}
