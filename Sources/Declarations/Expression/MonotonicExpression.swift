import Periods

/// A number computed from one column of days or whole numbers by monotonic steps.
///
/// To compare it with a constant is to compare the column with another constant, which bisection finds once:
/// `age_at(born_on, :as_of) >= 18` becomes a comparison with one day, and no age is computed for any case.
struct MonotonicExpression {
  let field: Int
  /// The values of the column for which the number is not missing; empty when the first is after the last.
  private(set) var first: Int64
  private(set) var last: Int64
  /// Whether the number rises with the column, rather than falls.
  private(set) var isRising = true
  private var compute: (Int64) -> Int64 = { $0 }

  /// The greatest magnitude of a bound, so that sums of a few of them fit in 64 bits.
  private static let most: Int64 = 1 << 40

  private init(field: Int) {
    self.field = field
    first = Int64(Int32.min) + 1
    last = Int64(Int32.max)
  }

  /// nil for a part that is not computed from one column and constants only.
  init?(_ node: ValueNode, _ binding: Binding) {
    let calendar = binding.parameters.calendar
    let known = Int64(calendar.first.number)...Int64(calendar.last.number)
    switch node {
    case .field(let field, .narrow): self.init(field: field)
    case .add(let inner, .constant(let number), let givesDate),
      .add(.constant(let number), let inner, let givesDate):
      self.init(inner, binding)
      guard number.magnitude < Self.most else { return nil }
      let within = givesDate ? Scalar.dates : -Self.most...Self.most
      apply(within.lowerBound - number...within.upperBound - number, isRising: true) { $0 + number }
    case .subtract(let inner, .constant(let number), let givesDate):
      self.init(.add(inner, .constant(-number), givesDate: givesDate), binding)
    case .subtract(.constant(let number), let inner, let givesDate):
      self.init(inner, binding)
      guard number.magnitude < Self.most else { return nil }
      let within = givesDate ? Scalar.dates : -Self.most...Self.most
      apply(number - within.upperBound...number - within.lowerBound, isRising: false) { number - $0 }
    case .call(.workingDays, let inner, .constant(let end)) where known.contains(end):
      self.init(inner, binding)
      apply(known, isRising: false) { binding.apply(.workingDays, $0, end) }
    case .call(.workingDays, .constant(let start), let inner) where known.contains(start):
      self.init(inner, binding)
      apply(known, isRising: true) { binding.apply(.workingDays, start, $0) }
    case .call(let function, let inner, .constant(let day)) where function == .age || function == .months:
      self.init(inner, binding)
      apply(Scalar.dates, isRising: false) { binding.apply(function, $0, day) }
    case .call(let function, .constant(let day), let inner) where function == .age || function == .months:
      self.init(inner, binding)
      apply(Scalar.dates, isRising: true) { binding.apply(function, day, $0) }
    case .call(.addMonths, let inner, .constant(let months)):
      self.init(inner, binding)
      guard let domain = Self.days(towards: months) else { return nil }
      apply(domain, isRising: true) { Scalar.addMonths($0, months) }
    default: return nil
    }
  }

  /// The days from which so many months lead to another day of the calendar; nil when there are none.
  private static func days(towards months: Int64) -> ClosedRange<Int64>? {
    guard (-119_000...119_000).contains(months) else { return nil }
    // Months are counted from the start of year 0; the calendar has 12 to 119,999.
    let first = Int(max(12, 12 - months))
    let last = Int(min(119_999, 119_999 - months))
    guard first <= last, let start = Day(year: first / 12, month: first % 12 + 1, day: 1) else { return nil }
    let afterLast = Day(year: (last + 1) / 12, month: (last + 1) % 12 + 1, day: 1)
    return Int64(start.number)...(afterLast.map { Int64($0.number) - 1 } ?? Scalar.dates.upperBound)
  }

  /// Appends a step, which gives missing outside `domain`.
  private mutating func apply(
    _ domain: ClosedRange<Int64>, isRising rises: Bool, _ step: @escaping (Int64) -> Int64
  ) {
    let earlier = compute
    let lowest = bisected { isRising ? earlier($0) < domain.lowerBound : earlier($0) > domain.upperBound }
    let highest = bisected { isRising ? earlier($0) <= domain.upperBound : earlier($0) >= domain.lowerBound }
    first = lowest + 1
    last = highest
    isRising = isRising == rises
    compute = { step(earlier($0)) }
  }

  /// The last value of the column for which the number is below `bound` (or at least `bound`, if it falls); one before
  /// the first where there is none.
  func lastBelow(_ bound: Int64) -> Int64 {
    bisected { isRising ? compute($0) < bound : compute($0) >= bound }
  }

  /// The last value that passes a test. All values up to it pass, and all after it fail.
  private func bisected(_ passes: (Int64) -> Bool) -> Int64 {
    var passing = first - 1
    var failing = last + 1
    while passing + 1 < failing {
      let middle = passing + (failing - passing) / 2
      if passes(middle) { passing = middle } else { failing = middle }
    }
    return passing
  }
}
