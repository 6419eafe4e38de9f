public import DescryCore

/// Reads SWIFT MT940 and MT942 statements, in their envelope or bare.
public struct MT940Reader: StatementReader {
  /// A reader.
  public init() {}

  /// MT940.
  public var format: Statement.Format { .mt940 }

  /// Whether a line with a field of these messages stands in the first kilobytes.
  public func recognizes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var lines = LineScanner(bytes.stretch(0, 8192))
    while let line = lines.next() {
      if let field = MT940Field(line), field.tag != .other { return true }
    }
    return false
  }

  /// Reads every account of the file, in one pass; the pages of one account become one statement.
  public func read(
    _ bytes: UnsafeRawBufferPointer, file: String, options: ReadingOptions,
    emit: (StatementEvent) throws -> Void
  ) throws {
    var reading = MT940Reading(bytes, file: file, options: options)
    try reading.run(emit)
  }
}
