#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#elseif canImport(Glibc)
  import Glibc
#endif

extension Interval {
  /// The expected number of events behind a count: exact below 10, Byar's approximation from 10; nil below 0.
  ///
  /// Fingertips makes the same switch. Exact: Garwood (1936). Byar: Breslow and Day (1987), page 69.
  package static func events(_ count: Int, at confidence: Confidence) -> Interval? {
    guard count >= 0 else { return nil }
    guard count >= exactBelow else {
      let ends = exactEnds(at: confidence)[count]
      return Interval(ends.lower, ends.upper, .exactPoisson, confidence)
    }
    let (x, z) = (Double(count), confidence.z)
    let lower = x * cubed(1 - 1 / (9 * x) - z / (3 * x.squareRoot()))
    let upper = (x + 1) * cubed(1 - 1 / (9 * (x + 1)) + z / (3 * (x + 1).squareRoot()))
    return Interval(lower, upper, .byar, confidence)
  }

  /// Events per head of population, to be scaled to a rate per 100,000; nil without people or for a negative count.
  ///
  /// The population is taken as free of error, as published estimates are.
  package static func rate(_ count: Int, of population: Int, at confidence: Confidence) -> Interval? {
    guard population > 0, let events = events(count, at: confidence) else { return nil }
    let heads = Double(population)
    return Interval(events.lower / heads, events.upper / heads, events.method, confidence)
  }

  /// The first rate over the second; nil unless both have events and people.
  ///
  /// Normal on the log scale with variance 1/x + 1/y: Breslow and Day (1987), section 3.
  package static func ratioOfRates(_ one: Fraction, _ other: Fraction, at confidence: Confidence) -> Interval?
  {
    guard one.numerator > 0, other.numerator > 0, let first = one.approximate, let second = other.approximate
    else { return nil }
    let deviation = (1 / Double(one.numerator) + 1 / Double(other.numerator)).squareRoot()
    let factor = exp(confidence.z * deviation)
    return Interval(first / second / factor, first / second * factor, .logRatioOfRates, confidence)
  }
}

private let exactBelow = 10

private func cubed(_ value: Double) -> Double { value * value * value }

/// Half of χ² quantiles, by count: lower on 2x degrees of freedom, upper on 2x + 2.
///
/// Computed to 30 digits. `Tests/Judges/statistics.py` computes them with another library.
private func exactEnds(at confidence: Confidence) -> [(lower: Double, upper: Double)] {
  switch confidence {
  case .ninetyFive: exactEndsAt95
  case .ninetyNinePointEight: exactEndsAt998
  }
}

private let exactEndsAt95: [(lower: Double, upper: Double)] = [
  (0, 3.688_879_454_113_936_30),
  (0.025_317_807_984_289_875_4, 5.571_643_390_938_898_60),
  (0.242_209_278_543_964_903, 7.224_687_667_723_960_82),
  (0.618_672_122_895_601_287, 8.767_273_069_742_326_04),
  (1.089_865_373_626_324_88, 10.241_588_675_403_698_3),
  (1.623_486_390_118_420_54, 11.668_332_079_322_669_6),
  (2.201_894_253_490_850_81, 13.059_474_022_518_685_4),
  (2.814_363_051_519_866_08, 14.422_675_361_702_379_4),
  (3.453_832_176_748_501_29, 15.763_189_220_193_315_2),
  (4.115_373_097_378_332_43, 17.084_803_451_419_170_3),
]

private let exactEndsAt998: [(lower: Double, upper: Double)] = [
  (0, 6.907_755_278_982_137_05),
  (0.001_000_500_333_583_533_50, 9.233_413_476_451_585_73),
  (0.045_402_017_769_489_556_8, 11.228_872_242_412_662_6),
  (0.190_533_377_568_403_191, 13.062_240_779_188_070_7),
  (0.428_552_413_628_422_972, 14.794_149_222_537_209_4),
  (0.739_371_731_917_832_517, 16.454_745_203_680_106_6),
  (1.107_104_660_255_639_35, 18.061_636_840_199_069_9),
  (1.520_336_260_398_809_08, 19.626_177_395_384_238_0),
  (1.970_813_921_740_365_78, 21.156_198_165_839_983_0),
  (2.452_424_404_363_774_93, 22.657_373_309_062_930_7),
]
