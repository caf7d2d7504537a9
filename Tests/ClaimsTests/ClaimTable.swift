/// What people print, what it is made from, and what is true of it.
///
/// The first fourteen were all told wrongly by a check that picked digits and signs out of the text.
enum ClaimTable {
  struct Row: Sendable {
    var kind: String
    var operands: String
    var printed: String
    var verdict: String

    init(_ kind: String, _ operands: String, _ printed: String, _ verdict: String) {
      (self.kind, self.operands, self.printed, self.verdict) = (kind, operands, printed, verdict)
    }
  }

  private static let within = "agrees within rounding of its operands"

  static let rows: [Row] = [
    Row("change", "82 from 130", "a rise of 36.9%", "does not agree: expected -36.9%"),
    Row("absolute", "70.4 from 71.0", "0.6 higher", "does not agree: expected -0.6"),
    Row("share", "14 of 100", "1 in 4", "does not agree: expected 1 in 7"),
    Row("value", "500", "£500m", "does not agree: expected £500"),
    Row("value", "1234", "12,34", "'12,34': '12,34' is not a number: a comma must come before three digits"),
    Row("share", "591 of 1000", "59.1% supported", "agrees"),
    Row("share", "250 of 1000", "25% in 2023/24", "agrees"),
    Row("share", "1377 of 6698", "1,377 (21%)", "agrees"),
    Row("value", "32180", "£32180", "agrees"),
    Row("points", "71.4% from 70.2%", "1.3 points", within),
    Row("change", "4.2 from 3.9", "6.5%", within),
    Row("share", "1.2m of 3.4m", "37%", within),
    Row("each", "9.5 of 2.1", "4.4", within),
    Row("change", "43% from 41%", "6%", within),

    // Signs, arrows and words say which way.
    Row("change", "82 from 130", "a fall of 36.9%", "agrees"),
    Row("change", "82 from 130", "36.9% lower", "agrees"),
    Row("change", "82 from 130", "↓ 36.9%", "agrees"),
    Row("change", "82 from 130", "▲ 36.9%", "does not agree: expected -36.9%"),
    Row("change", "130 from 82", "up 58.5%", "agrees"),
    Row("change", "130 from 82", "rose by 58.5 per cent", "agrees"),
    Row("change", "130 from 82", "58.5% fewer", "does not agree: expected 58.5%"),
    Row("change", "82 from 130", "−36.9%", "agrees"),
    Row("change", "82 from 130", "up or down 36.9%", "'up or down 36.9%': says both up and down"),
    Row("points", "9.18% from 53.60%", "down 44.42 points", "agrees"),
    Row("absolute", "592 from 1448", "856 fewer people", "agrees"),
    Row("absolute", "592 from 1448", "856 more people", "does not agree: expected -856"),
    Row("change", "100 from 100", "down 0%", "agrees"),

    // More, less, about and between.
    Row("change", "82 from 130", "fell by more than 30%", "agrees"),
    Row("change", "82 from 130", "fell by more than 40%", "does not agree: expected -37%"),
    Row("change", "130 from 82", "fell by less than 70%", "does not agree: expected 59%"),
    Row("value", "412", "more than 400", "agrees"),
    Row("value", "400", "more than 400", "does not agree: expected 400"),
    Row("value", "400", "at least 400", "agrees"),
    Row("value", "399", "at least 400", "does not agree: expected 399"),
    Row("value", "399", "no more than 400", "agrees"),
    Row("value", "401", "up to 400", "does not agree: expected 401"),
    Row("value", "377", "about 400", "agrees"),
    Row("value", "340", "about 400", "does not agree: expected 340"),
    Row("value", "377", "nearly 400", "agrees"),
    Row("value", "412", "nearly 400", "does not agree: expected 412"),
    Row("value", "412", "just over 400", "agrees"),
    Row("share", "11 of 21", "50–55%", "agrees"),
    Row("share", "11 of 21", "between 40% and 50%", "does not agree: expected 52%"),

    // Money, thousands and millions.
    Row("value", "1234567", "£1.2m", "agrees"),
    Row("value", "1251000", "£1.2 million", "does not agree: expected £1.3m"),
    Row("sum", "£436k + £917k", "£1.353m", "agrees"),
    Row("value", "32180", "32 thousand", "agrees"),
    Row("value", "2340000000", "£2.3bn", "agrees"),
    Row("share", "11 of 21", "£52", "cannot be checked: a share is not an amount of money"),
    Row("each", "£32,180 of 18", "£1,788", "agrees"),

    // One in so many, and the ends of a ranking.
    Row("share", "24 of 100", "1 in 4", "agrees"),
    Row("share", "24 of 100", "one in every four", "agrees"),
    Row("share", "41 of 100", "2 in 5", "agrees"),
    Row("share", "41 of 100", "1 in 2", "does not agree: expected 41%"),
    Row("share", "33 of 100", "2 in 5", "does not agree: expected 1 in 3"),
    Row("rank", "9 among 10 8 7 6 5 4 3 2 1", "top 20%", "agrees"),
    Row("rank", "8 among 10 9 7 6 5 4 3 2 1", "top 20%", "does not agree: expected place 3 of 10"),
    Row("rank", "8 among 10 9 7 6", "top 3", "agrees"),
    Row("rank", "2 among 10 8 1 9", "bottom half", "agrees"),
    Row("rank", "9 among 10 8 7", "2nd", "agrees"),
    Row("rank-lowest", "2 among 10 8 1", "2nd lowest", "agrees"),
    Row("rank-lowest", "8 among 10 2 1", "2", "does not agree: expected 3"),

    // Quotients, parts and what can stand beside what.
    Row("per-thousand", "14 of 700", "20.0 per thousand", "agrees"),
    Row("per-thousand", "14 of 700", "2.0", "does not agree: expected 20.0"),
    Row("each", "310 days of 31", "10 people a day", "agrees"),
    Row("each", "300 of 31", "9.6", "does not agree: expected 9.7"),
    Row("mean", "median 40 maximum 90", "52", "agrees"),
    Row("mean", "median 40 maximum 90", "12", "does not agree: expected 20 to 65"),
    Row("mean", "median 40 maximum 90", "95", "does not agree: expected 20 to 65"),
    Row("parts", "12 + 30", "100", "agrees"),
    Row("parts", "62 + 50", "100", "does not agree: expected 112 or more"),
    Row("whole", "7", "28.6%", "agrees"),
    Row("whole", "7", "33%", "does not agree: expected 29% (2 of 7) or 43% (3 of 7)"),
    Row("whole", "12", "33%", "agrees"),

    // What is no figure.
    Row("value", "10", "10 or 12 or 14", "'10 or 12 or 14': holds several figures; give each a row"),
    Row("value", "1", "in 2024", "'in 2024': holds no number"),
    Row(
      "value", "12,34", "12",
      "cannot be checked: '12,34' is not a number: a comma must come before three digits"),
    Row("value", "592", "592 on 31 October 2024", "agrees"),
  ]
}
