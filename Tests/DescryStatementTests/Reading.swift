import DescryCore
import DescryStatement

/// Reads a text as a file, the format found in it unless said.
func statements(
  _ text: String, _ options: ReadingOptions = ReadingOptions(),
  format: Statement.Format? = nil, pdf: PDFText? = nil
) throws -> [Statement] {
  try statements(bytes: Array(text.utf8), options, format: format, pdf: pdf)
}

/// Reads bytes as a file.
func statements(
  bytes: [UInt8], _ options: ReadingOptions = ReadingOptions(), format: Statement.Format? = nil,
  pdf: PDFText? = nil
) throws -> [Statement] {
  try bytes.withUnsafeBytes {
    try StatementFile.read(bytes: $0, file: "file", options: options, format: format, pdf: pdf)
  }
}

/// Day and amount of every transaction, as `2018-07-03 -49.90`.
func rows(_ statements: [Statement]) -> [String] {
  statements.flatMap(\.transactions).map { "\($0.date) \($0.amount)" }
}

/// The code of the refusal that reading a text ends in, as `S025 date-order`.
func refusal(
  _ text: String, _ options: ReadingOptions = ReadingOptions(), format: Statement.Format? = nil,
  pdf: PDFText? = nil
) -> String? {
  do {
    _ = try statements(text, options, format: format, pdf: pdf)
    return nil
  } catch {
    return (error as? StatementError)?.diagnostic.code
  }
}
