/// What was worked out for the few words that a column repeats on every row.
struct CSVMemo<Value> {
  private var entries: [(word: [UInt8], value: Value)] = []
  /// A column of many words is no column of repeated ones.
  private static var most: Int { 24 }

  /// The value of a word, worked out when it is new.
  mutating func value(
    _ word: UnsafeRawBufferPointer, _ workOut: (UnsafeRawBufferPointer) -> Value
  ) -> Value {
    for entry in entries where entry.word.count == word.count {
      if entry.word.withUnsafeBytes({ $0.elementsEqual(word) }) { return entry.value }
    }
    let value = workOut(word)
    if entries.count < Self.most { entries.append((Array(word), value)) }
    return value
  }
}
