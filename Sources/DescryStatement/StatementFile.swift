public import DescryCore

/// Reads a statement file of any format that Descry knows.
///
/// The format is found in the content, never in the name. Every statement comes back with stable
/// ids and with what its balances prove.
public enum StatementFile {
  /// The format that the bytes look like, or nil.
  public static func format(of bytes: UnsafeRawBufferPointer) -> Statement.Format? {
    if let order = Transcoding.utf16(bytes) {
      return Transcoding.utf8(bytes, order).withUnsafeBytes { reader(for: $0, pdf: nil)?.format }
    }
    return reader(for: bytes, pdf: nil)?.format
  }

  /// Reads a file into statements, one an account.
  ///
  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - format: the format to read it as; nil to find out.
  ///   - pdf: how the text of a PDF is got; nil when PDFs are to be refused.
  /// - Throws: `StatementError` when the file cannot be trusted.
  public static func read(
    path: String, options: ReadingOptions = ReadingOptions(), format: Statement.Format? = nil,
    pdf: PDFText? = nil
  ) throws -> [Statement] {
    let collection = StatementCollection()
    try stream(path: path, options: options, format: format, pdf: pdf, into: collection)
    return collection.statements
  }

  /// Reads bytes into statements, one an account.
  ///
  /// - Throws: `StatementError` when they cannot be trusted.
  public static func read(
    bytes: UnsafeRawBufferPointer, file: String, options: ReadingOptions = ReadingOptions(),
    format: Statement.Format? = nil, pdf: PDFText? = nil
  ) throws -> [Statement] {
    let collection = StatementCollection()
    try stream(
      bytes: bytes, file: file, options: options, format: format, pdf: pdf, into: collection)
    return collection.statements
  }

  /// Reads a file and tells a sink each statement and transaction as soon as it is known, in memory
  /// that does not grow with the file.
  ///
  /// - Throws: `StatementError` when the file cannot be trusted, or what the sink throws.
  public static func stream(
    path: String, options: ReadingOptions = ReadingOptions(), format: Statement.Format? = nil,
    pdf: PDFText? = nil, into sink: any StatementSink
  ) throws {
    let mapped = try MappedFile(path: path)
    try mapped.withBytes { bytes in
      try stream(
        bytes, file: path == "-" ? "<stdin>" : path, options, format, pdf, into: sink,
        release: mapped.release(upTo:))
    }
  }

  /// Reads bytes and tells a sink each statement and transaction as soon as it is known.
  ///
  /// - Throws: `StatementError` when they cannot be trusted, or what the sink throws.
  public static func stream(
    bytes: UnsafeRawBufferPointer, file: String, options: ReadingOptions = ReadingOptions(),
    format: Statement.Format? = nil, pdf: PDFText? = nil, into sink: any StatementSink
  ) throws {
    try stream(bytes, file: file, options, format, pdf, into: sink, release: { _ in })
  }

  private static func stream(
    _ bytes: UnsafeRawBufferPointer, file: String, _ options: ReadingOptions,
    _ format: Statement.Format?, _ pdf: PDFText?, into sink: any StatementSink,
    release: @escaping (Int) -> Void
  ) throws {
    guard bytes.contains(where: { $0 > 0x20 }) else {
      throw StatementError("S002 empty", "holds nothing", file: file)
    }
    if let order = Transcoding.utf16(bytes) {
      // Offsets in a text that was made of the bytes are none of the file's: nothing is released.
      return try Transcoding.utf8(bytes, order).withUnsafeBytes { text in
        try stream(text, file: file, options, format, pdf, into: sink, release: { _ in })
      }
    }
    guard let reader = reader(for: bytes, pdf: pdf, format: format) else {
      throw StatementError(
        "S003 unknown-format", "is in no format that is known", file: file,
        help: "say --input-format if you know it; otherwise ask the bank for OFX, CAMT or CSV")
    }
    let ledger = Ledger(
      file: file, format: reader.format, currency: options.currency, sink: sink, release: release)
    try reader.read(bytes, options: options, into: ledger)
  }

  private static func reader(
    for bytes: UnsafeRawBufferPointer, pdf: PDFText?, format: Statement.Format? = nil
  ) -> (any StatementReader)? {
    let readers = readers(pdf: pdf)
    if let format { return readers.first { $0.format == format } }
    return readers.first { $0.recognizes(bytes) }
  }

  /// The readers, those first whose marks are the surest: CSV has none and comes last.
  private static func readers(pdf: PDFText?) -> [any StatementReader] {
    [
      PDFReader(pdf), OFXReader(), CAMTReader(), QIFReader(), MT940Reader(), CFONB120Reader(),
      Norma43Reader(), CSVReader(),
    ]
  }
}
