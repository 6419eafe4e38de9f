public import DescryCore

/// Reads a statement file of any format that Descry knows.
///
/// The format is found in the content, never in the name. Every statement comes back with stable
/// ids and with what its balances prove.
public enum StatementFile {
  /// The format that the bytes look like, or nil.
  public static func format(of bytes: UnsafeRawBufferPointer) -> Statement.Format? {
    reader(for: bytes, pdf: nil)?.format
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
    var collection = StatementCollection()
    try stream(path: path, options: options, format: format, pdf: pdf) { collection.take($0) }
    return collection.statements
  }

  /// Reads bytes into statements, one an account.
  ///
  /// - Throws: `StatementError` when they cannot be trusted.
  public static func read(
    bytes: UnsafeRawBufferPointer, file: String, options: ReadingOptions = ReadingOptions(),
    format: Statement.Format? = nil, pdf: PDFText? = nil
  ) throws -> [Statement] {
    var collection = StatementCollection()
    try stream(bytes: bytes, file: file, options: options, format: format, pdf: pdf) {
      collection.take($0)
    }
    return collection.statements
  }

  /// Reads a file and tells each statement and transaction as soon as it is known, in memory that
  /// does not grow with the file.
  ///
  /// - Throws: `StatementError` when the file cannot be trusted, or what `emit` throws.
  public static func stream(
    path: String, options: ReadingOptions = ReadingOptions(), format: Statement.Format? = nil,
    pdf: PDFText? = nil, emit: (StatementEvent) throws -> Void
  ) throws {
    let mapped = try MappedFile(path: path)
    let name = path == "-" ? "<stdin>" : path
    try mapped.withBytes { bytes in
      try stream(bytes: bytes, file: name, options: options, format: format, pdf: pdf) { event in
        if case .progress(let offset) = event { mapped.release(upTo: offset) }
        try emit(event)
      }
    }
  }

  /// Reads bytes and tells each statement and transaction as soon as it is known.
  ///
  /// - Throws: `StatementError` when they cannot be trusted, or what `emit` throws.
  public static func stream(
    bytes: UnsafeRawBufferPointer, file: String, options: ReadingOptions = ReadingOptions(),
    format: Statement.Format? = nil, pdf: PDFText? = nil, emit: (StatementEvent) throws -> Void
  ) throws {
    guard bytes.contains(where: { $0 > 0x20 }) else {
      throw StatementError("S002 empty", "holds nothing", file: file)
    }
    if let order = Transcoding.utf16(bytes), format != .csv {
      let text = Transcoding.utf8(bytes, order)
      let found = text.withUnsafeBytes { reader(for: $0, pdf: pdf, format: format) }
      if let found, found.format != .csv {
        return try text.withUnsafeBytes { bytes in
          try audited(found, bytes, file: file, options: options, emit: emit)
        }
      }
    }
    guard let reader = reader(for: bytes, pdf: pdf, format: format) else {
      throw StatementError(
        "S003 unknown-format", "is in no format that is known", file: file,
        help: "say --input-format if you know it; otherwise ask the bank for OFX, CAMT or CSV")
    }
    try audited(reader, bytes, file: file, options: options, emit: emit)
  }

  private static func audited(
    _ reader: any StatementReader, _ bytes: UnsafeRawBufferPointer, file: String,
    options: ReadingOptions, emit: (StatementEvent) throws -> Void
  ) throws {
    var identity = TransactionIdentity()
    var audit = BalanceAudit()
    var account = ""
    try reader.read(bytes, file: file, options: options) { event in
      switch event {
      case .begin(let statement):
        account = statement.account ?? ""
        audit = BalanceAudit()
        try emit(event)
      case .transaction(var transaction):
        identity.name(&transaction, account: account)
        audit.add(transaction)
        try emit(.transaction(transaction))
      case .end(var statement):
        audit.close(&statement)
        try emit(.end(statement))
      case .progress: try emit(event)
      }
    }
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
      Norma43Reader(),
      CSVReader(),
    ]
  }
}

/// Gathers what a reader tells into whole statements.
struct StatementCollection {
  private(set) var statements: [Statement] = []
  private var transactions: [Transaction] = []

  mutating func take(_ event: StatementEvent) {
    switch event {
    case .begin: transactions = []
    case .transaction(let transaction): transactions.append(transaction)
    case .end(var statement):
      statement.transactions = transactions
      transactions = []
      statements.append(statement)
    case .progress: break
    }
  }
}
