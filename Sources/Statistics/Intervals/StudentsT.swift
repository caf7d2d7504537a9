#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#elseif canImport(Glibc)
  import Glibc
#endif

/// The deviate of Student's t with a tail beyond it, by bisection to the last digit of a double.
///
/// - Parameters:
///   - tail: more than 0 and less than a half.
///   - degrees: of freedom, 1 or more.
package func studentDeviate(leaving tail: Double, degrees: Int) -> Double {
  precondition(degrees > 0 && tail > 0 && tail < 0.5, "no such deviate")
  var (low, high) = (0.0, 1.0)
  while studentTail(beyond: high, degrees: degrees) > tail { (low, high) = (high, 2 * high) }
  while true {
    let middle = low + (high - low) / 2
    guard middle > low, middle < high else { return middle }
    if studentTail(beyond: middle, degrees: degrees) > tail { low = middle } else { high = middle }
  }
}

/// P(T > t) for t ≥ 0: half the regularised incomplete beta function of n/(n + t²) with n/2 and 1/2.
func studentTail(beyond t: Double, degrees: Int) -> Double {
  let n = Double(degrees)
  let x = n / (n + t * t)
  let rest = t * t / (n + t * t)
  guard rest > 0 else { return 0.5 }
  // The fraction converges fast on one side only. The other side is one less the mirrored function.
  let isNear = x < (n / 2 + 1) / (n / 2 + 2.5)
  let part = isNear ? betaFraction(x, rest, n / 2, 0.5) : 1 - betaFraction(rest, x, 0.5, n / 2)
  return part / 2
}

/// The regularised incomplete beta function by its continued fraction, with Lentz's method.
///
/// DLMF 8.17.22; Lentz (1976). `rest` is 1 − x, passed separately so that it keeps its digits.
private func betaFraction(_ x: Double, _ rest: Double, _ a: Double, _ b: Double) -> Double {
  // The gamma function is positive here.
  let front = exp(a * log(x) + b * log(rest) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a
  let tiny = 1e-300
  var (c, d) = (1.0, 1 - (a + b) * x / (a + 1))
  d = 1 / (abs(d) < tiny ? tiny : d)
  var value = d
  for step in 1...500 {
    let m = Double(step)
    for term in [
      m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
      -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
    ] {
      d = 1 + term * d
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = 1 + term / c
      c = abs(c) < tiny ? tiny : c
      value *= c * d
    }
    if abs(c * d - 1) < 1e-16 { break }
  }
  return front * value
}

/// ln Γ for positive numbers by Lanczos's approximation (g = 7, nine terms), good to about fifteen digits.
private func logGamma(_ x: Double) -> Double {
  let terms = [
    676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_13, -176.615_029_162_140_59,
    12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6, 1.505_632_735_149_311_6e-7,
  ]
  guard x >= 0.5 else { return log(Double.pi / sin(Double.pi * x)) - logGamma(1 - x) }
  let base = x + 6.5
  let sum = terms.enumerated().reduce(0.999_999_999_999_809_93) { $0 + $1.element / (x + Double($1.offset)) }
  return log(2 * Double.pi) / 2 + (x - 0.5) * log(base) - base + log(sum)
}
