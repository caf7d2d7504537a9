extension Array {
  /// Appends the values at some rows, in the order of the rows.
  mutating func append(_ values: [Element], at rows: [Int32], _ range: Range<Int>) {
    let (values, rows) = (values.span, rows.span)
    append(addingCapacity: range.count) { span in
      for index in range { span.append(values[Int(rows[index])]) }
    }
  }
}
