import Descry
import DescryCore
import DescryLookup
import DescryRules
import FoundationEssentials

@testable import DescryAnalysis

/// The rule book and corpus of the repository, and accounts that are written in a test.
enum Account {
  static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

  /// The repository's own rule book: read once, for all tests.
  static let book: RuleBook = {
    do {
      return try RuleBookFolder("\(root)/rules").load()
    } catch {
      fatalError("\(error)")
    }
  }()
  static let engine = LookupEngine(book)

  static func day(_ text: String) -> CalendarDate {
    guard let day = CalendarDate(text) else { fatalError("\(text) is no day") }
    return day
  }

  static func amount(_ text: String) -> Amount {
    guard let amount = Amount(text) else { fatalError("\(text) is no amount") }
    return amount
  }

  /// A statement of lines `YYYY-MM-DD amount descriptor`.
  static func statement(
    _ lines: [String], currency: Currency? = .eur, account: String? = nil, file: String = "test.csv"
  ) -> Statement {
    var statement = Statement(file: file, format: .csv)
    statement.account = account
    for (number, line) in lines.enumerated() {
      let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
      statement.transactions.append(
        Transaction(
          id: "\(number + 1)", date: day(parts[0]), amount: amount(parts[1]),
          currency: currency, descriptor: parts[2]))
    }
    return statement
  }

  static func explain(
    _ lines: [String], country: String? = "FR", currency: Currency? = .eur
  ) -> ExplainedAccounts {
    explain([statement(lines, currency: currency)], country: country)
  }

  static func explain(_ statements: [Statement], country: String? = "FR") -> ExplainedAccounts {
    StatementExplainer(engine, country: country).explain(statements)
  }

  /// Charges of one line at days, each of an amount.
  static func charges(_ descriptor: String, _ charges: [(String, String)]) -> [String] {
    charges.map { "\($0.0) \($0.1) \(descriptor)" }
  }

  /// A line on each of so many months' same days, from a day on.
  static func monthly(
    _ descriptor: String, _ amount: String, from day: String, count: Int
  ) -> [String] {
    let first = Self.day(day)
    return (0..<count).map { "\(first.adding(months: $0)) \(amount) \(descriptor)" }
  }
}
