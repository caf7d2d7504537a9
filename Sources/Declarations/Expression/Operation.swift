/// One step of a program: reads whole chunks and writes one.
///
/// `flip` is 2 for the negated test and 0 otherwise. With false 0, unknown 1 and true 2, NOT t is 2 − t: the bit of
/// `flip` swaps false and true.
struct Operation: Sendable {
  enum Work: Sendable {
    case truth(TruthWork)
    case value(ValueWork)
  }
  var work: Work
  /// The buffers of numbers and of truths that it reads, in order.
  var values: [Int]
  var truths: [Int]
  /// The buffer that it writes: of truths or of numbers, as its work gives.
  var output: Int
}

/// The work of a step that gives numbers.
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
  /// Translates positions in one dictionary to positions in another.
  case translate([Int64])
  case choose
  case coalesce
}

/// The work of a step that gives truths.
enum TruthWork: Sendable {
  case constant(UInt8)
  case flag(Int)
  /// Columns of days or whole numbers, read directly from the batch.
  case narrowAtMost(Int, Int32, flip: UInt8)
  case narrowEqual(Int, Int32, flip: UInt8)
  /// At most a bound; unknown outside the values that can be compared. Missing is below those.
  case narrowWithin(Int, first: Int32, last: Int32, bound: Int32, flip: UInt8)
  case narrowLess(Int, Int, flip: UInt8)
  case narrowSame(Int, Int, flip: UInt8)
  case codeEqual(Int, UInt16, flip: UInt8)
  /// One truth for each position of the field's dictionary, and one for a value that is not in it.
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
