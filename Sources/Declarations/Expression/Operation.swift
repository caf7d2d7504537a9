/// One step of a program: reads whole chunks and writes one.
///
/// `flip` is 2 to give NOT of the test and 0 otherwise: with false 0, unknown 1 and true 2, NOT t is 2 − t, and
/// false and true are changed into each other by the bit that `flip` holds.
struct Operation: Sendable {
  enum Work: Sendable {
    case truth(TruthWork)
    case value(ValueWork)
  }
  var work: Work
  /// Buffers of numbers and of truths it reads, in order.
  var values: [Int]
  var truths: [Int]
  /// The buffer it writes, of truths or of numbers by its work.
  var output: Int
}

/// What a step that gives numbers does.
enum ValueWork: Sendable {
  case constant(Int64)
  case load(Int, ValueNode.Layout)
  case length(Int)
  case add(givesDate: Bool)
  case addConstant(Int64, givesDate: Bool)
  case subtract(givesDate: Bool)
  case multiply
  case multiplyByConstant(Int64)
  /// `second − first` of two columns of days or whole numbers.
  case difference(Int, Int)
  case workingDaysOfFields(Int, Int)
  case call(PairFunction)
  /// Positions in one dictionary become positions in another.
  case translate([Int64])
  case choose
  case coalesce
}

/// What a step that gives truths does.
enum TruthWork: Sendable {
  case constant(UInt8)
  case flag(Int)
  /// Columns of days or whole numbers, straight from the batch.
  case narrowAtMost(Int, Int32, flip: UInt8)
  case narrowEqual(Int, Int32, flip: UInt8)
  /// At most a bound, and unknown outside what can be compared; missing is below that.
  case narrowWithin(Int, first: Int32, last: Int32, bound: Int32, flip: UInt8)
  case narrowLess(Int, Int, flip: UInt8)
  case narrowSame(Int, Int, flip: UInt8)
  case codeEqual(Int, UInt16, flip: UInt8)
  /// One truth for each position of the field's dictionary, then one for a value that is not in it.
  case codeLookup(Int, [UInt8])
  case atMost(Int64, flip: UInt8)
  case equal(Int64, flip: UInt8)
  case less(flip: UInt8)
  case same(flip: UInt8)
  case sameCode(flip: UInt8)
  case member([Int64], flip: UInt8)
  case isFieldMissing(Int, flip: UInt8)
  case isMissing(flip: UInt8)
  case isUnknown(flip: UInt8)
  case and, or, not
  case sameTruth(flip: UInt8)
  case choose
  case coalesce
  case textMember(Int, [[UInt8]], flip: UInt8)
  case sameText(Int, Int, flip: UInt8)
  case isNHSNumber(Int, flip: UInt8)
  case hasDigits(Int, count: Int, flip: UInt8)
}
