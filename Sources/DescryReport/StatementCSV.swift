public import DescryCore

/// Explained transactions as comma-separated values (RFC 4180), one line each.
public enum StatementCSV {
  /// The line of names.
  public static let header =
    "file,account,id,date,amount,currency,descriptor,outcome,probability,kind,merchant,"
    + "subscription,plan,every"

  /// Writes the lines of a statement, in UTF-8.
  public static func write(
    _ statement: Statement, _ explanations: [Explanation], to sink: ByteSink
  ) {
    var output: [UInt8] = []
    var head: [UInt8] = []
    append(statement.file, to: &head)
    append(statement.account ?? "", to: &head)
    for (transaction, explanation) in zip(statement.transactions, explanations) {
      let best = explanation.best
      output += head
      append(transaction.id, to: &output)
      append(plain: transaction.date.description, to: &output)
      append(plain: transaction.amount.description, to: &output)
      append(plain: transaction.currency?.code ?? "", to: &output)
      append(transaction.descriptor, to: &output)
      append(plain: explanation.outcome.rawValue, to: &output)
      append(plain: JSON.probability(best.probability).line, to: &output)
      append(plain: best.kind.rawValue, to: &output)
      append(best.merchant?.id ?? best.merchant?.name ?? "", to: &output)
      append(best.subscription?.id ?? "", to: &output)
      append(best.plan?.id ?? "", to: &output)
      append(plain: best.plan?.every.rawValue ?? "", to: &output)
      output[output.count - 1] = UInt8(ascii: "\n")
      output.drain(to: sink)
    }
    output.drain(to: sink, last: true)
  }

  /// Adds a cell that holds no mark, and a comma.
  private static func append(plain text: String, to output: inout [UInt8]) {
    output += text.utf8
    output.append(UInt8(ascii: ","))
  }

  /// Adds a cell, in quotes where it needs them, and a comma.
  ///
  /// A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV
  /// injection).
  private static func append(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      let isFormula = bytes.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
      let needsQuotes = bytes.contains {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
          || $0 == UInt8(ascii: "\r")
      }
      if needsQuotes { output.append(UInt8(ascii: "\"")) }
      if isFormula { output.append(UInt8(ascii: "'")) }
      if needsQuotes {
        for byte in bytes {
          if byte == UInt8(ascii: "\"") { output.append(byte) }
          output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
      } else {
        output += bytes
      }
    }
    output.append(UInt8(ascii: ","))
  }
}
