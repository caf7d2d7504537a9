#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How close numbers are to a normal distribution, and the powers that bring them closer.
package enum NormalShape {
  /// The value below which a share of the standard normal distribution lies.
  ///
  /// Source: Wichura 1988, algorithm AS 241, to about 16 digits.
  package static func quantile(_ share: Double) -> Double {
    func ratio(_ top: [Double], _ bottom: [Double], _ x: Double) -> Double {
      top.reversed().reduce(0) { $0 * x + $1 } / bottom.reversed().reduce(0) { $0 * x + $1 }
    }
    let q = share - 0.5
    if abs(q) <= 0.425 {
      let r = 0.180625 - q * q
      return q
        * ratio(
          [
            3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
            45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
          ],
          [
            1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
            39307.89580009271061, 28729.085735721942674, 5226.495278852545925,
          ], r)
    }
    let r = (-log(q < 0 ? share : 1 - share)).squareRoot()
    let size =
      r <= 5
      ? ratio(
        [
          1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
          1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
        ],
        [
          1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
          0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
        ], r - 1.6)
      : ratio(
        [
          6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
          0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5,
          2.01033439929228813265e-7,
        ],
        [
          1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525,
          7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7,
          2.04426310338993978564e-15,
        ], r - 5)
    return q < 0 ? -size : size
  }

  /// How far Shapiro and Wilk's W is from what normal numbers give, in standard errors: the less, the closer to normal.
  ///
  /// Source: Royston 1995, algorithm AS R94, from 12 numbers on.
  /// - Returns: nil for fewer than 12 numbers, and where all are the same.
  package static func distance(of numbers: [Double]) -> Double? {
    let x = numbers.sorted()
    let n = x.count
    guard n >= 12, let first = x.first, let last = x.last, last > first else { return nil }
    let size = Double(n)
    let m = (1...n).map { quantile((Double($0) - 0.375) / (size + 0.25)) }
    let squares = m.reduce(0) { $0 + $1 * $1 }
    let u = 1 / size.squareRoot()
    func polynomial(_ c: [Double], _ x: Double) -> Double { c.reversed().reduce(0) { $0 * x + $1 } }
    let outer = polynomial(
      [m[n - 1] / squares.squareRoot(), 0.221157, -0.147981, -2.07119, 4.434685, -2.706056], u)
    let second = polynomial(
      [m[n - 2] / squares.squareRoot(), 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], u)
    let phi =
      (squares - 2 * m[n - 1] * m[n - 1] - 2 * m[n - 2] * m[n - 2])
      / (1 - 2 * outer * outer - 2 * second * second)
    guard phi > 0 else { return nil }
    var weights = m.map { $0 / phi.squareRoot() }
    (weights[n - 1], weights[0]) = (outer, -outer)
    (weights[n - 2], weights[1]) = (second, -second)
    let mean = x.reduce(0, +) / size
    let sum = zip(weights, x).reduce(0) { $0 + $1.0 * $1.1 }
    let spread = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let rest = max(1 - sum * sum / spread, .leastNormalMagnitude)
    let l = log(size)
    let expected = polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], l)
    let error = exp(polynomial([-0.4803, -0.082676, 0.0030302], l))
    return (log(rest) - expected) / error
  }

  /// Numbers raised to the power that is likeliest to have made them normal; all must be above nought.
  ///
  /// Source: Box and Cox 1964.
  package static func boxCox(_ numbers: [Double]) -> [Double] {
    let logs = numbers.map { log($0) }
    let sum = logs.reduce(0, +)
    func transformed(_ power: Double) -> [Double] {
      abs(power) < 1e-12 ? logs : logs.map { expm1(power * $0) / power }
    }
    let power = mostLikely { (($0 - 1) * sum, transformed($0)) }
    return transformed(power)
  }

  /// As Box and Cox, of numbers that may be nought or below.
  ///
  /// Source: Yeo and Johnson 2000.
  package static func yeoJohnson(_ numbers: [Double]) -> [Double] {
    let sum = numbers.reduce(0) { $0 + ($1 < 0 ? -log1p(-$1) : log1p($1)) }
    func transformed(_ power: Double) -> [Double] {
      numbers.map { x in
        if x >= 0 { return abs(power) < 1e-12 ? log1p(x) : expm1(power * log1p(x)) / power }
        let other = 2 - power
        return abs(other) < 1e-12 ? -log1p(-x) : -expm1(other * log1p(-x)) / other
      }
    }
    let power = mostLikely { (($0 - 1) * sum, transformed($0)) }
    return transformed(power)
  }

  /// The power from -10 to 10 under which numbers are likeliest: a grid finds the hill, a golden section its top.
  private static func mostLikely(_ made: (Double) -> (jacobian: Double, numbers: [Double])) -> Double {
    func likelihood(_ power: Double) -> Double {
      let (jacobian, numbers) = made(power)
      let size = Double(numbers.count)
      let mean = numbers.reduce(0, +) / size
      let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / size
      let value = jacobian - size / 2 * log(variance)
      return value.isFinite ? value : -.infinity
    }
    let grid = stride(from: -10.0, through: 10, by: 0.25).map { ($0, likelihood($0)) }
    guard let best = grid.max(by: { $0.1 < $1.1 })?.0 else { return 1 }
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (best - 0.25, best + 0.25)
    while high - low > 1e-10 {
      let (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
      if likelihood(left) < likelihood(right) { low = left } else { high = right }
    }
    return (low + high) / 2
  }
}
