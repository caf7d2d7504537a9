/// The smallest and largest value of each count that relations and bounds allow, by the simplex method.
///
/// Bounded variables, a dense dictionary, Bland's rule against cycling (Chvátal 1983, chapters 3 and 8). Doubles, so
/// results are widened by a millionth before they are taken as whole numbers.
struct LinearProgramme {
  /// Counts not yet known, then one slack a relation: relation − slack = 0.
  private var lower: [Double] = []
  private var upper: [Double] = []
  private var value: [Double] = []
  /// Row of each basic variable; −1 for the others.
  private var row: [Int] = []
  private var basic: [Int] = []
  private var free: [Int] = []
  /// `basic[i] = Σ table[i][j] × free[j]`.
  private var table: [[Double]] = []
  private let variable: [Int: Int]
  /// The smallest and largest value that a point within all bounds has had, by variable.
  private var seenLeast: [Double] = []
  private var seenGreatest: [Double] = []
  private(set) var isPossible = true
  private var gaveUp = false
  private var taken = 0
  private let tolerance = 1e-7
  /// More steps than any table here has needed; at the limit no narrower bound is claimed.
  private let steps = 2_000

  /// - Parameters:
  ///   - cells: the counts to look at, none of them known yet.
  ///   - relations: the places of those among them.
  init(_ system: CountSystem, cells: [Int], relations: [Int]) {
    var variable: [Int: Int] = [:]
    for cell in cells {
      variable[cell] = lower.count
      lower.append(Double(system.lower[cell]))
      upper.append(Double(system.upper[cell]))
    }
    self.variable = variable
    free = Array(lower.indices)
    // From the true counts every bound and relation holds, so that no point has to be looked for first.
    value = cells.map { cell in
      let start = system.start.isEmpty ? nil : system.start[cell]
      return Double(min(max(start ?? system.lower[cell], system.lower[cell]), system.upper[cell]))
    }
    row = [Int](repeating: -1, count: lower.count)
    for relation in relations.map({ system.relations[$0] }) {
      var known = 0
      var weights = [Double](repeating: 0, count: free.count)
      for term in relation.terms {
        if let place = variable[term.cell] {
          weights[place] += Double(term.weight)
        } else {
          known += term.weight * system.lower[term.cell]
        }
      }
      let scale = weights.reduce(0) { max($0, abs($1)) }
      guard scale > 0 else { continue }
      row.append(basic.count)
      basic.append(lower.count)
      lower.append(Double(relation.lower - known) / scale)
      upper.append(Double(relation.upper - known) / scale)
      table.append(weights.map { $0 / scale })
      value.append(0)
    }
    seenLeast = [Double](repeating: .infinity, count: variable.count)
    seenGreatest = [Double](repeating: -.infinity, count: variable.count)
    refresh()
    isPossible = solve(nil) || gaveUp
    if !gaveUp, isPossible { remember() }
  }

  /// The whole numbers between the values that a count has been seen to have; empty where none has.
  func seen(_ cell: Int) -> Range<Int> {
    guard let place = variable[cell], seenLeast[place] <= seenGreatest[place] else { return 0..<0 }
    // The point between two points is within all bounds too.
    let least = Int((seenLeast[place] - tolerance).rounded(.up))
    return least..<max(least, Int((seenGreatest[place] + tolerance).rounded(.down)) + 1)
  }

  private mutating func remember() {
    for place in seenLeast.indices {
      seenLeast[place] = min(seenLeast[place], value[place])
      seenGreatest[place] = max(seenGreatest[place], value[place])
    }
  }

  mutating func least(_ cell: Int) -> Int? {
    optimum(cell, towards: -1).map { Int((-$0 - tolerance * max(1, abs($0)) * 10).rounded(.up)) }
  }

  mutating func greatest(_ cell: Int) -> Int? {
    optimum(cell, towards: 1).map { Int(($0 + tolerance * max(1, abs($0)) * 10).rounded(.down)) }
  }

  private mutating func optimum(_ cell: Int, towards sign: Double) -> Double? {
    guard !gaveUp, let place = variable[cell], solve((place, sign)) else { return nil }
    remember()
    return sign * value[place]
  }

  private mutating func refresh() {
    for (index, place) in basic.enumerated() {
      var sum = 0.0
      for column in free.indices { sum += table[index][column] * value[free[column]] }
      value[place] = sum
    }
  }

  /// Moves to the optimum of one variable, or without one to any point within all bounds.
  ///
  /// False where there is no such point, or the steps run out.
  private mutating func solve(_ goal: (place: Int, sign: Double)?) -> Bool {
    for _ in 0..<steps {
      var gradient = [Double](repeating: 0, count: free.count)
      var isWithin = true
      for (index, place) in basic.enumerated() {
        let slack = tolerance * max(1, abs(value[place]))
        let push = value[place] < lower[place] - slack ? 1.0 : value[place] > upper[place] + slack ? -1.0 : 0
        guard push != 0 else { continue }
        isWithin = false
        for column in free.indices { gradient[column] += push * table[index][column] }
      }
      if isWithin {
        guard let goal else { return true }
        if row[goal.place] >= 0 {
          gradient = table[row[goal.place]].map { $0 * goal.sign }
        } else {
          gradient = free.map { $0 == goal.place ? goal.sign : 0 }
        }
      }
      guard let entering = entering(gradient) else { return isWithin }
      step(entering, rising: gradient[entering] > 0)
    }
    gaveUp = true
    return false
  }

  /// The first variable, by number, that can move the way the gradient points.
  private func entering(_ gradient: [Double]) -> Int? {
    var chosen: Int?
    for column in free.indices {
      let place = free[column]
      let canRise = gradient[column] > 1e-9 && value[place] < upper[place] - 1e-12
      let canFall = gradient[column] < -1e-9 && value[place] > lower[place] + 1e-12
      guard canRise || canFall else { continue }
      if chosen.map({ place < free[$0] }) ?? true { chosen = column }
    }
    return chosen
  }

  private mutating func step(_ column: Int, rising: Bool) {
    let entering = free[column]
    var length = rising ? upper[entering] - value[entering] : value[entering] - lower[entering]
    var leaving: Int?
    var end = rising ? upper[entering] : lower[entering]
    for (index, place) in basic.enumerated() {
      let slope = rising ? table[index][column] : -table[index][column]
      guard abs(slope) > 1e-10 else { continue }
      let slack = tolerance * max(1, abs(value[place]))
      let isBelow = value[place] < lower[place] - slack
      let isAbove = value[place] > upper[place] + slack
      let limit: Double
      if slope > 0 {
        if isAbove { continue }
        limit = isBelow ? lower[place] : upper[place]
      } else {
        if isBelow { continue }
        limit = isAbove ? upper[place] : lower[place]
      }
      let reach = max(0, (limit - value[place]) / slope)
      let isFirst = leaving.map { reach == length && place < basic[$0] } ?? (reach == length)
      guard reach < length || isFirst else { continue }
      length = reach
      leaving = index
      end = limit
    }
    let change = leaving == nil ? end - value[entering] : rising ? length : -length
    for (index, place) in basic.enumerated() where table[index][column] != 0 {
      value[place] += table[index][column] * change
    }
    value[entering] += change
    if let leaving {
      value[basic[leaving]] = end
      pivot(leaving, column)
    } else {
      value[entering] = end
    }
    // What each step adds to rounding is taken out again now and then.
    taken += 1
    if taken.isMultiple(of: 32) { refresh() }
  }

  private mutating func pivot(_ index: Int, _ column: Int) {
    let (leaving, entering) = (basic[index], free[column])
    let pivot = table[index][column]
    var fresh = table[index].map { -$0 / pivot }
    fresh[column] = 1 / pivot
    table[index] = fresh
    for other in table.indices where other != index {
      let factor = table[other][column]
      guard factor != 0 else { continue }
      table[other][column] = 0
      for place in free.indices { table[other][place] += factor * fresh[place] }
    }
    basic[index] = entering
    free[column] = leaving
    row[entering] = index
    row[leaving] = -1
  }
}
