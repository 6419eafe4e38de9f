/// Cuts CSV bytes into records and fields (RFC 4180, with what real exports add to it).
///
/// A quote opens a field only at its beginning; a quote that is never closed within a plausible
/// field is a character like any other, so that one stray quote does not swallow the file.
///
/// The fields of the record at hand stand in memory that all records share: no array of them is made
/// or copied, however many there are.
struct CSVRecords: ~Copyable {
  private let bytes: UnsafeRawBufferPointer
  private let base: UnsafeRawPointer
  private let delimiter: UInt8
  private var fields: UnsafeMutablePointer<Field>
  private var capacity = 32
  private var marks: CSVMarks
  /// How many fields the record at hand has.
  private(set) var count = 0
  /// Where the next record begins.
  private(set) var position: Int
  /// The line on which the record at hand begins, from 1.
  private(set) var line = 0
  /// The line on which the next record begins.
  private(set) var nextLine: Int

  /// Where a field stands, without its quotes.
  private struct Field {
    var from: Int
    var to: Int
    /// Whether quotes inside are doubled and must be halved.
    var hasDoubledQuotes: Bool
  }

  /// No bank writes a field longer than this.
  private static let longestField = 1 << 16

  /// Begins at an offset whose line is known, or behind the byte order mark.
  init(_ bytes: UnsafeRawBufferPointer, delimiter: UInt8, from: Int = 0, line: Int = 1) {
    self.bytes = bytes
    self.delimiter = delimiter
    nextLine = line
    position = from > 0 ? from : bytes.stretch(0, 3).elementsEqual([0xEF, 0xBB, 0xBF]) ? 3 : 0
    fields = .allocate(capacity: capacity)
    // No bytes have no place, and none of them is ever looked at.
    base = bytes.baseAddress ?? UnsafeRawPointer(fields)
    marks = CSVMarks(base, bytes.count, delimiter: delimiter, from: position)
  }

  deinit { fields.deallocate() }

  /// Reads the next record; false behind the last.
  ///
  /// What the loop changes is kept in local variables, and what it calls gets what it needs and not
  /// the whole of these records: they would be copied for each field.
  mutating func next() -> Bool {
    guard position < bytes.count else { return false }
    let (base, delimiter, size) = (base, delimiter, bytes.count)
    var marks = marks
    line = nextLine
    var from = position
    var count = 0
    while true {
      var field = Field(from: from, to: from, hasDoubledQuotes: false)
      let end: Int
      let first = from < size ? base.load(fromByteOffset: from, as: UInt8.self) : 0
      if first == UInt8(ascii: "\"") || first == UInt8(ascii: " "),
        let quoted = Self.quotedField(bytes, from, delimiter)
      {
        field = quoted.field
        nextLine += quoted.lines
        marks.pass(field.to + 1)
        end = marks.next()
      } else {
        end = marks.next()
        field.to = end
      }
      if count == capacity { widen() }
      fields[count] = field
      count += 1
      from = end
      guard end < size, base.load(fromByteOffset: end, as: UInt8.self) == delimiter else { break }
      from += 1
    }
    self.count = count
    if from < size {
      let isPair = bytes[from] == UInt8(ascii: "\r") && bytes.at(from + 1) == UInt8(ascii: "\n")
      from += isPair ? 2 : 1
      if isPair { marks.pass(from) }
      nextLine += 1
    }
    position = from
    self.marks = marks
    return true
  }

  /// The bytes of a field of the record at hand.
  subscript(column: Int) -> UnsafeRawBufferPointer {
    precondition(column < count, "a record has no such field")
    let field = fields[column]
    return UnsafeRawBufferPointer(start: base + field.from, count: field.to - field.from)
  }

  /// The bytes of a field; nil where the record has none.
  @inline(__always)
  func cell(_ column: Int) -> UnsafeRawBufferPointer? {
    column >= 0 && column < count ? self[column] : nil
  }

  /// Whether quotes inside of a field are doubled and must be halved.
  func hasDoubledQuotes(_ column: Int) -> Bool { fields[column].hasDoubledQuotes }

  /// Whether the record is an empty line.
  var isBlank: Bool { count == 1 && self[0].trimmed.isEmpty }

  /// The bytes of all fields, without blanks around them.
  var cells: [[UInt8]] { (0..<count).map { Array(self[$0].trimmed) } }

  /// Takes a field and the one behind it for one, with the delimiter between them.
  mutating func join(_ column: Int) {
    fields[column].to = fields[column + 1].to
    for index in (column + 1)..<(count - 1) { fields[index] = fields[index + 1] }
    count -= 1
  }

  /// Whether two fields stand side by side, with nothing but the delimiter between them.
  func touch(_ column: Int, _ next: Int) -> Bool {
    fields[next].from == fields[column].to + 1
  }

  private mutating func widen() {
    let wider = UnsafeMutablePointer<Field>.allocate(capacity: capacity * 2)
    wider.update(from: fields, count: capacity)
    fields.deallocate()
    fields = wider
    capacity *= 2
  }

  /// The field in quotes that begins here, and how many lines end in it.
  private static func quotedField(
    _ bytes: UnsafeRawBufferPointer, _ from: Int, _ delimiter: UInt8
  ) -> (field: Field, lines: Int)? {
    let open = skipBlanks(bytes, from)
    guard bytes.at(open) == UInt8(ascii: "\""), let end = closingQuote(bytes, open, delimiter)
    else { return nil }
    let field = Field(from: open + 1, to: end.index, hasDoubledQuotes: end.doubled)
    return (field, end.lines)
  }

  private static func skipBlanks(_ bytes: UnsafeRawBufferPointer, _ from: Int) -> Int {
    var index = from
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
    return index
  }

  /// The quote that closes the one at `open`; nil when none does within a plausible field.
  private static func closingQuote(
    _ bytes: UnsafeRawBufferPointer, _ open: Int, _ delimiter: UInt8
  ) -> (index: Int, doubled: Bool, lines: Int)? {
    let limit = min(bytes.count, open + longestField)
    var index = open + 1
    var doubled = false
    var sawLineEnd = false
    while let quote = nextQuote(bytes, index, limit, &sawLineEnd) {
      let after = bytes.at(quote + 1)
      if after == UInt8(ascii: "\"") {
        doubled = true
        index = quote + 2
        continue
      }
      let end = after == UInt8(ascii: " ") ? bytes.at(skipBlanks(bytes, quote + 1)) : after
      if end == nil || end == delimiter || end == UInt8(ascii: "\n") || end == UInt8(ascii: "\r") {
        let lines = sawLineEnd ? bytes[open..<quote].count { $0 == UInt8(ascii: "\n") } : 0
        return (quote, doubled, lines)
      }
      index = quote + 1
    }
    return nil
  }

  /// The next quote before a limit, and whether a line may end on the way.
  private static func nextQuote(
    _ bytes: UnsafeRawBufferPointer, _ from: Int, _ limit: Int, _ sawLineEnd: inout Bool
  ) -> Int? {
    var index = from
    while index + 8 <= limit {
      let word = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      if zeros(word ^ eight(UInt8(ascii: "\n"))) != 0 { sawLineEnd = true }
      let found = zeros(word ^ eight(UInt8(ascii: "\"")))
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < limit {
      if bytes[index] == UInt8(ascii: "\n") { sawLineEnd = true }
      if bytes[index] == UInt8(ascii: "\"") { return index }
      index += 1
    }
    return nil
  }

  private static func eight(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The high bit of each byte that is zero; bits above the lowest may be wrong, that one is not
  /// (Anderson, "Bit Twiddling Hacks", "Determine if a word has a zero byte").
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
