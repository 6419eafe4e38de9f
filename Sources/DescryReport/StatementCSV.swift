public import DescryCore

/// Explained transactions as comma-separated values (RFC 4180), one line each.
public enum StatementCSV {
  /// The line of names.
  public static let header =
    "file,account,id,date,amount,currency,descriptor,outcome,probability,kind,merchant,"
    + "subscription,plan,every"

  /// Adds the lines of a statement to a text, without a list of them between: a million lines are
  /// long enough once.
  public static func append(
    _ statement: Statement, _ explanations: [Explanation], to output: inout String
  ) {
    for (transaction, explanation) in zip(statement.transactions, explanations) {
      let best = explanation.best
      let cells: [String] = [
        text(statement.file), text(statement.account ?? ""), text(transaction.id),
        "\(transaction.date)", "\(transaction.amount)", transaction.currency?.code ?? "",
        text(transaction.descriptor), explanation.outcome.rawValue,
        JSON.probability(best.probability).line, best.kind.rawValue,
        text(best.merchant?.id ?? best.merchant?.name ?? ""), text(best.subscription?.id ?? ""),
        text(best.plan?.id ?? ""), best.plan?.every.rawValue ?? "",
      ]
      for (place, cell) in cells.enumerated() {
        if place > 0 { output += "," }
        output += cell
      }
      output += "\n"
    }
  }

  /// A text in quotes where it needs them.
  ///
  /// A text that a spreadsheet would run as a formula gets an
  /// apostrophe before it (OWASP, CSV injection).
  private static func text(_ text: String) -> String {
    var text = text
    if let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) { text = "'" + text }
    guard text.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
