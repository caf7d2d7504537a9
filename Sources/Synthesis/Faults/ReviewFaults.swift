/// What can be wrong with a record of Review.
enum ReviewFaults {
  static func all(_ world: World) -> [Fault<Review>] {
    CellFaults.key("review_id") + CellFaults.person { world.people[$0.person] } + CellFaults.requiredDay("due_on")
  }
}
