extension ExpressionMessageTests {
  /// Of expressions that are well formed, but name what is not there or put together what does not fit.
  static let kindMessages: [(String, [String])] = [
    (
      "recieved_on IS NULL",
      [
        "1+11 EXPR-003 no field 'recieved_on' in dataset 'enquiries' = did you mean 'received_on'?"
      ]
    ),
    (
      "zzz > 3",
      [
        "1+3 EXPR-003 no field 'zzz' in dataset 'enquiries'"
      ]
    ),
    (
      "working_days > 3",
      [
        "1+12 EXPR-003 no field 'working_days' in dataset 'enquiries' = the function is written working_days(from, to)"
      ]
    ),
    (
      "workin_days(received_on, closed_on) > 3",
      [
        "1+11 EXPR-004 no function 'workin_days' = did you mean 'working_days'?"
      ]
    ),
    (
      "frob(visits) > 3",
      [
        "1+4 EXPR-004 no function 'frob' = there are days, working_days, age_at, months_between, add_months, first_of_months, least, greatest, coalesce, length, nhs_number_valid, matches_digits"
      ]
    ),
    (
      "enquiry_type = 'section-43'",
      [
        "16+12 EXPR-005 no code 'section-43' in 'enquiry_type' = did you mean 'section-42'?"
      ]
    ),
    (
      "enquiry_type <> 's42'",
      [
        "17+5 EXPR-005 no code 's42' in 'enquiry_type' = did you mean 'section-42'?"
      ]
    ),
    (
      "enquiry_type IN ('Other enquiry', 'zzzzzzzz')",
      [
        "18+15 EXPR-005 no code 'Other enquiry' in 'enquiry_type' = did you mean 'other'?",
        "35+10 EXPR-005 no code 'zzzzzzzz' in 'enquiry_type' = its codes are 'section-42', 'other'",
      ]
    ),
    (
      "CASE WHEN urgent THEN 'a' ELSE 'b' END = 'c'",
      [
        "42+3 EXPR-005 no code 'c' in what it is compared with = did you mean 'a'?"
      ]
    ),
    (
      "received_on > '2024-07-31'",
      [
        "1+26 EXPR-006 cannot compare a date with a text = a date is written DATE '2024-07-31'"
      ]
    ),
    (
      "received_on > 'July'",
      [
        "1+20 EXPR-006 cannot compare a date with a text = a date is written DATE '2024-07-31'"
      ]
    ),
    (
      "received_on > 28",
      [
        "1+16 EXPR-006 cannot compare a date with a whole number = days(from, to) counts the days between two dates"
      ]
    ),
    (
      "team = 3",
      [
        "1+8 EXPR-006 cannot compare a code with a whole number = a text takes quotes: '3'"
      ]
    ),
    (
      "visits = '3'",
      [
        "1+12 EXPR-006 cannot compare a whole number with a text = a number takes no quotes: 3"
      ]
    ),
    (
      "urgent = 'Y'",
      [
        "1+12 EXPR-006 cannot compare a condition with a text = a flag is a condition by itself: write 'urgent' or 'NOT urgent'"
      ]
    ),
    (
      "urgent = 1",
      [
        "1+10 EXPR-006 cannot compare a condition with a whole number = a flag is a condition by itself: write 'urgent' or 'NOT urgent'"
      ]
    ),
    (
      "team = case_id",
      [
        "1+14 EXPR-006 cannot compare a code with a text = a text can be compared with a text; a code with a code"
      ]
    ),
    (
      "received_on + closed_on > :as_of",
      [
        "1+23 EXPR-006 cannot add a date and a date = days(from, to) counts the days between two dates"
      ]
    ),
    (
      "received_on * 2 > 3",
      [
        "1+15 EXPR-006 cannot multiply a date by a whole number = a date can have whole days added or taken away: date + 28"
      ]
    ),
    (
      "visits - received_on > 3",
      [
        "1+20 EXPR-006 cannot subtract a date from a whole number = a date can have whole days added or taken away: date + 28"
      ]
    ),
    (
      "team + 1 = 2",
      [
        "1+8 EXPR-006 cannot add a code and a whole number = a text takes quotes: '1'"
      ]
    ),
    (
      "-received_on > :as_of",
      [
        "1+12 EXPR-006 '-' takes a number, and this is a date"
      ]
    ),
    (
      "CASE WHEN urgent THEN visits ELSE team END = 3",
      [
        "35+4 EXPR-006 cannot choose between a whole number and a code"
      ]
    ),
    (
      "coalesce(case_id, 'x') = 'x'",
      [
        "10+7 EXPR-006 cannot choose between texts = a text can be compared with =, <> and IN, counted with length() and asked IS NULL"
      ]
    ),
    (
      "matches_digits(case_id, 0)",
      [
        "25+1 EXPR-006 matches_digits(text, count) takes a number written out here, from 1 to 64"
      ]
    ),
    (
      "matches_digits(team, 3)",
      [
        "16+4 EXPR-006 matches_digits(text, count) takes a field of text here, and this is a code"
      ]
    ),
    (
      "working_days(received_on, 3) > 1",
      [
        "27+1 EXPR-006 working_days(from, to) takes a date here, and this is a whole number"
      ]
    ),
    (
      "days('2024-07-31', received_on) > 1",
      [
        "6+12 EXPR-006 days(from, to) takes a date here, and this is a text = a date is written DATE '2024-07-31'"
      ]
    ),
    (
      "received_on",
      [
        "1+11 EXPR-007 a condition is needed here, and this is a date = compare it, as in 'received_on <= :as_of', or write 'received_on IS NOT NULL'"
      ]
    ),
    (
      "visits",
      [
        "1+6 EXPR-007 a condition is needed here, and this is a whole number = compare it, as in 'visits > 0', or write 'visits IS NOT NULL'"
      ]
    ),
    (
      "team AND urgent",
      [
        "1+4 EXPR-007 a condition is needed here, and this is a code = compare it, as in \"team = 'a'\", or write 'team IS NOT NULL'"
      ]
    ),
    (
      "NOT case_id",
      [
        "5+7 EXPR-007 a condition is needed here, and this is a text = compare it, as in \"case_id = 'a'\", or write 'case_id IS NOT NULL'"
      ]
    ),
    (
      "CASE WHEN visits THEN urgent END",
      [
        "11+6 EXPR-007 a condition is needed here, and this is a whole number = compare it, as in 'visits > 0', or write 'visits IS NOT NULL'"
      ]
    ),
    (
      "days(received_on) > 3",
      [
        "1+17 EXPR-008 days(from, to) takes 2 arguments, found 1"
      ]
    ),
    (
      "coalesce(urgent)",
      [
        "1+16 EXPR-008 coalesce(a, b, …) takes at least 2 arguments, found 1"
      ]
    ),
    (
      "length(case_id, 3) = 1",
      [
        "1+18 EXPR-008 length(text) takes 1 argument, found 2"
      ]
    ),
    (
      "team < 'a'",
      [
        "1+10 EXPR-009 codes have no order = name the codes that are meant: IN ('a', 'b')"
      ]
    ),
    (
      "'a' < case_id",
      [
        "1+13 EXPR-009 texts have no order = a field of numbers or dates is declared so in its dataset"
      ]
    ),
    (
      "urgent < agreed",
      [
        "1+15 EXPR-009 conditions have no order = join them with AND, OR and NOT"
      ]
    ),
    (
      "team BETWEEN 'a' AND 'b'",
      [
        "1+24 EXPR-009 codes have no order = name the codes that are meant: IN ('a', 'b')"
      ]
    ),
    (
      "least(team, 'a') = 'a'",
      [
        "7+4 EXPR-009 codes have no order = name the codes that are meant: IN ('a', 'b')"
      ]
    ),
    (
      "visits > 99999999999999999999",
      [
        "10+20 EXPR-011 '99999999999999999999' has more digits than can be computed with = at most 18 are, with those after the point"
      ]
    ),
    (
      "weekly_cost > 0.1234567890123456789",
      [
        "15+21 EXPR-011 '0.1234567890123456789' has more digits than can be computed with = at most 18 are, with those after the point"
      ]
    ),
    (
      "weekly_cost * 0.12345678901234567 > 1",
      [
        "1+33 EXPR-011 this product has 19 places after the point; 18 can be kept"
      ]
    ),
    (
      "weekly_cost + 900000000000000000 > 1",
      [
        "15+18 EXPR-011 this number is too big beside one of 2 places"
      ]
    ),
    (
      "visits = NULL",
      [
        "10+4 EXPR-012 comparing with NULL is never true = ask IS NULL instead"
      ]
    ),
    (
      "team <> NULL",
      [
        "9+4 EXPR-012 comparing with NULL is never true = ask IS NOT NULL instead"
      ]
    ),
    (
      "team NOT IN ('a', NULL)",
      [
        "19+4 EXPR-012 comparing with NULL is never true = ask IS NULL instead"
      ]
    ),
    (
      "team = ''",
      [
        "8+2 EXPR-012 comparing with a blank, which is NULL, is never true = ask IS NULL instead"
      ]
    ),
    (
      "received_on > DATE '2024-02-30'",
      [
        "15+17 EXPR-013 '2024-02-30' is not a day of the calendar = write year, month and day as in DATE '2024-07-31'"
      ]
    ),
    (
      "received_on > :as_off",
      [
        "15+7 EXPR-014 no parameter ':as_off' = did you mean ':as_of'?"
      ]
    ),
    (
      "received_on > :zzzzzzzzz",
      [
        "15+10 EXPR-014 no parameter ':zzzzzzzzz' = there are :as_of, :period_start, :period_end"
      ]
    ),
    (
      "visit > 3 AND tem = 'a' OR days(recieved_on) > 28 AND urgent = NULL",
      [
        "1+5 EXPR-003 no field 'visit' in dataset 'enquiries' = did you mean 'visits'?",
        "15+3 EXPR-003 no field 'tem' in dataset 'enquiries' = did you mean 'team'?",
        "28+17 EXPR-008 days(from, to) takes 2 arguments, found 1",
        "33+11 EXPR-003 no field 'recieved_on' in dataset 'enquiries' = did you mean 'received_on'?",
        "64+4 EXPR-012 comparing with NULL is never true = ask IS NULL instead",
      ]
    ),
  ]
}
