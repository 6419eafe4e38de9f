import DescryCore
import DescryStatement
import Testing

@Suite("CSV files of banks are read without being told anything")
struct CSVShapeTests {
  @Test func thereAreShapes() { #expect(Shape.all.count > 130) }

  @Test(arguments: Shape.all)
  func reads(_ shape: Shape) throws {
    let transactions = try CSVFile.read(shape.bytes).flatMap(\.transactions)
    func rows(_ isBooked: Bool) -> [Shape.Row] {
      transactions.filter { ($0.status == .booked) == isBooked }
        .map { Shape.Row(date: "\($0.date)", amount: $0.amount) }
        .sorted()
    }
    #expect(rows(true) == shape.booked)
    #expect(rows(false) == shape.unbooked)
  }

  @Test(arguments: Shape.all)
  func refusesNoRowOfThem(_ shape: Shape) throws {
    for statement in try CSVFile.read(shape.bytes) {
      #expect(statement.diagnostics.map(\.description) == [])
    }
  }

  @Test(arguments: Shape.all)
  func everyTransactionHasATextAnIDAndALine(_ shape: Shape) throws {
    let transactions = try CSVFile.read(shape.bytes).flatMap(\.transactions)
    #expect(Set(transactions.map(\.id)).count == transactions.count)
    for transaction in transactions {
      #expect(!transaction.descriptor.isEmpty)
      #expect(!transaction.id.isEmpty)
      #expect(transaction.line != nil)
    }
  }

  @Test(arguments: Shape.all)
  func noBalanceContradictsTheRows(_ shape: Shape) throws {
    for statement in try CSVFile.read(shape.bytes) {
      if case .off(let by, let line) = statement.balanceCheck {
        Issue.record("off by \(by) after line \(line ?? 0)")
      }
    }
  }
}

/// Reads a CSV text as a file.
enum CSVFile {
  static func read(
    _ bytes: [UInt8], _ options: ReadingOptions = ReadingOptions()
  ) throws -> [Statement] {
    try bytes.withUnsafeBytes {
      try StatementFile.read(bytes: $0, file: "test.csv", options: options)
    }
  }

  static func read(
    _ text: String, _ options: ReadingOptions = ReadingOptions()
  ) throws -> [Statement] {
    try read(Array(text.utf8), options)
  }
}
