import Statistics
import Testing

/// The expected values are those of scipy: `norm.ppf`, `shapiro`, `yeojohnson`.
@Suite struct PeerModelTests {
  @Test(arguments: [
    (0.001, -3.090232306167813), (0.3, -0.5244005127080409), (0.9, 1.2815515655446004),
    (1e-9, -5.9978070150076865),
  ])
  func quantilesOfTheNormalDistribution(share: Double, value: Double) {
    #expect(abs(NormalShape.quantile(share) - value) < 1e-12)
  }

  @Test func howFarNumbersAreFromNormal() throws {
    let found = try #require(
      NormalShape.distance(of: [148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236, 310]))
    #expect(abs(found - 3.1175588876467977) < 1e-4)
    #expect(NormalShape.distance(of: Array(repeating: 1, count: 20)) == nil)
    #expect(NormalShape.distance(of: [1, 2, 3]) == nil)
  }

  @Test func thePowerThatMakesNumbersNormal() {
    let numbers: [Double] = [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144]
    let expected = [
      0, 0.68765002, 1.08484555, 1.3644218, 1.75533393, 2.14261669, 2.56054348, 2.98370043, 3.41383471,
      3.84459342,
      4.27473617, 4.70240885,
    ]
    let found = NormalShape.yeoJohnson(numbers)
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  /// Distances by hand: one feature that is normal already, from 0 to 1, and another of half its weight.
  @Test func findsTheNearestByWeightedDistance() throws {
    let even = (1...13).map { NormalShape.quantile(Double($0) / 14) + 2 }
    let model = try #require(PeerModel([(1, even), (0.5, even.reversed())]))
    let own = model.places[6]
    #expect(abs(own[0] - 0.5) < 0.05 && abs(own[1] - 0.25) < 0.03)
    #expect(model.nearest(2, to: 6).map(\.area) == [5, 7] || model.nearest(2, to: 6).map(\.area) == [7, 5])
    #expect(model.nearest(12, to: 0).map(\.area) == Array(1...12))
    #expect(PeerModel([(1, Array(repeating: 3, count: 20))]) == nil)
  }
}
