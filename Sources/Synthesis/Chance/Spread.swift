/// How long things take: a median with a log-normal spread, in whole numbers.
///
/// Waits in social care are right-skewed: most end soon after the median, and a few last many times as long.
enum Spread {
  case narrow, wide

  /// A number of days about the median; never negative.
  func days(median: Int, _ chance: inout Chance) -> Int {
    let table = self == .narrow ? Self.narrowTable : Self.wideTable
    let step = chance.below(table.count - 1)
    let within = chance.below(1000)
    let permille = table[step] + (table[step + 1] - table[step]) * within / 1000
    return max(0, (median * permille + 500) / 1000)
  }

  // 1000 × exp(σ z) at the middles of 64 equal shares of the normal distribution, σ = 0.6 and σ = 1.1, from
  // Python: round(1000 * exp(s * NormalDist().inv_cdf((i + 0.5) / 64))).
  private static let narrowTable = [
    234, 303, 347, 383, 413, 441, 466, 490, 513, 535, 556, 577, 597, 618, 638, 657, 677, 697, 716, 736, 756,
    776,
    796, 816, 836, 857, 878, 899, 921, 943, 965, 988, 1012, 1036, 1061, 1086, 1112, 1139, 1167, 1196, 1226,
    1257,
    1289, 1323, 1359, 1396, 1435, 1477, 1521, 1569, 1619, 1674, 1733, 1798, 1870, 1950, 2041, 2146, 2270,
    2421,
    2613, 2878, 3295, 4265,
  ]
  private static let wideTable = [
    70, 112, 144, 172, 198, 223, 247, 270, 294, 317, 341, 365, 389, 413, 438, 463, 489, 515, 542, 570, 598,
    628,
    658, 688, 720, 753, 788, 823, 860, 898, 937, 979, 1022, 1067, 1114, 1163, 1215, 1270, 1327, 1388, 1452,
    1521,
    1594, 1671, 1754, 1844, 1940, 2044, 2158, 2282, 2419, 2571, 2741, 2932, 3150, 3403, 3699, 4055, 4494,
    5057,
    5819, 6944, 8901, 14286,
  ]
}
