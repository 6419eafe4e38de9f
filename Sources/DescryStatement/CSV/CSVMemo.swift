#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What was worked out for the few words that a column repeats on every row.
struct CSVMemo<Value: Sendable>: Sendable {
  private var entries: [(word: [UInt8], value: Value)] = []
  /// Where the last word was found: most rows repeat it.
  private var last = 0
  /// A column of many words is no column of repeated ones.
  private static var most: Int { 24 }

  /// The value of a word, worked out when it is new.
  mutating func value(
    _ word: UnsafeRawBufferPointer, _ workOut: (UnsafeRawBufferPointer) -> Value
  ) -> Value {
    if last < entries.count, isSame(last, word) { return entries[last].value }
    for index in entries.indices where isSame(index, word) {
      last = index
      return entries[index].value
    }
    let value = workOut(word)
    if entries.count < Self.most { entries.append((Array(word), value)) }
    return value
  }

  private func isSame(_ index: Int, _ word: UnsafeRawBufferPointer) -> Bool {
    entries[index].word.withUnsafeBytes { known in
      guard known.count == word.count else { return false }
      guard let known = known.baseAddress, let word = word.baseAddress else { return true }
      return memcmp(known, word, entries[index].word.count) == 0
    }
  }
}
