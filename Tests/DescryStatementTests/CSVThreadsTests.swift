import DescryCore
import Testing

@testable import DescryStatement

@Suite("A table reads the same however it is shared among threads")
struct CSVThreadsTests {
  /// Rows of one kind, many enough that pieces are read ahead, and what a piece may have in it.
  static let tables: [String: [String]] = [
    "plain": lines { "\($0.day)/06/2026;CARTE PAIN \($0.number % 7);-\($0.number % 9),50;1000,00" },
    "quotes": lines {
      "\($0.day)/06/2026;\"PAIN; \"\"BIO\"\"\nET LAIT\n\($0.number)\";-1,\($0.day);1000,00"
    },
    "strayQuotes": lines {
      "\($0.day)/06/2026;\($0.number % 11 == 0 ? "\"" : "")PAIN L\"EPI \($0.number);-1,00;1,00"
    },
    "otherRecords": lines {
      switch $0.number % 40 {
      case 7: "Total du mois;;;"
      case 15: ""
      case 23: "31/06/2026;JOUR IMPOSSIBLE;-1,00;1,00"
      case 27: "\($0.day)/06/2026;RIEN;;1,00"
      case 31: "\($0.day)/06/2026;SANS MONTANT;douze;1,00"
      default: "\($0.day)/06/2026;PAIN \($0.number);-1,00;1,00"
      }
    },
    "twoTables": lines {
      $0.number == 600
        ? "\nCompte n° 98765432109\nDate;Libellé;Débit;Crédit"
        : "\($0.day)/06/2026;PAIN \($0.number);-1,00;\($0.number < 600 ? "7,00" : "")"
    },
    "openOrder": lines {
      "0\($0.number / 200 + 1)/0\($0.number / 150 + 1)/2026;PAIN \($0.number);-1,00;1,00"
    },
    "oneMonth": lines {
      "0\([1, 3, 6, 9][$0.number / 300])/07/2026;PAIN \($0.number);-1;1"
    },
    "pendingTitles": lines {
      switch $0.number % 200 {
      case 50: "Opérations à venir;;;"
      case 120: "Opérations;;;"
      default: "\($0.day)/06/2026;PAIN \($0.number);-1,00;1,00"
      }
    },
    "balanceRows": lines {
      $0.number % 300 == 0
        ? "\($0.day)/06/2026;SOLDE INITIAL;100,00;" : "\($0.day)/06/2026;PAIN;-1,00;"
    },
  ]

  /// A table of 1,200 lines under a header.
  private static func lines(_ line: ((number: Int, day: Int)) -> String) -> [String] {
    ["Date;Libellé;Montant;Solde"] + (0..<1_200).map { line(($0, 10 + $0 / 70)) }
  }

  /// One thread and one piece: record after record, as the file has them.
  private static let alone = CSVThreads(count: 1, piece: 1 << 30)

  /// What a reading comes to, word by word.
  private func outcome(_ bytes: [UInt8], _ threads: CSVThreads) -> [String] {
    let collection = StatementCollection()
    let ledger = Ledger(file: "file", format: .csv, currency: nil, sink: collection)
    do {
      try bytes.withUnsafeBytes {
        try CSVReader(threads: threads).read($0, options: ReadingOptions(), into: ledger)
      }
    } catch {
      return ["\(error)"]
    }
    return collection.statements.flatMap { statement in
      [
        "\(statement.account ?? "-") \(statement.currency?.code ?? "-")",
        "\(String(describing: statement.openingBalance)) \(String(describing: statement.closingBalance))",
        "\(statement.balanceCheck)", "\(statement.assumptions)", "\(statement.diagnostics)",
      ]
        + statement.transactions.map {
          "\($0.line ?? 0) \($0.id) \($0.date) \($0.amount) \($0.status) \($0.descriptor)"
            + " \($0.balance?.description ?? "-")"
        }
    }
  }

  @Test(arguments: tables.keys.sorted(), ["\n", "\r\n", "\r"])
  func anyNumberOfThreads(_ name: String, _ end: String) throws {
    let table = try #require(Self.tables[name])
    let bytes = Array(table.joined(separator: end).utf8)
    let expected = outcome(bytes, Self.alone)
    #expect(expected.count > 1_000)
    for (count, piece) in [(1, 100), (2, 97), (3, 1_000), (4, 333), (2, 40_000)] {
      #expect(outcome(bytes, CSVThreads(count: count, piece: piece)) == expected)
    }
  }

  @Test func severalAccountsMixed() {
    let rows = (0..<900).map { number in
      "FR76-\(number % 3);\(10 + number / 60)/06/2026;PAIN \(number % 5);-1,00"
    }
    let bytes = Array((["Compte;Date;Libellé;Montant"] + rows).joined(separator: "\n").utf8)
    let expected = outcome(bytes, Self.alone)
    #expect(expected.count == 915)
    #expect(outcome(bytes, CSVThreads(count: 3, piece: 200)) == expected)
  }

  @Test(arguments: tables.keys.sorted())
  func cutsAndFlips(_ name: String) throws {
    let bytes = Array(try #require(Self.tables[name]).prefix(420).joined(separator: "\n").utf8)
    let threads = CSVThreads(count: 2, piece: 200)
    var random: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % bound
    }
    for _ in 0..<8 {
      let cut = Array(bytes[..<(bytes.count - next(bytes.count / 2))])
      #expect(outcome(cut, threads) == outcome(cut, Self.alone))
    }
    let marks = Array("\"\n\r; ,;9".utf8)
    for _ in 0..<16 {
      var changed = bytes
      for _ in 0...next(3) { changed[next(bytes.count)] = marks[next(marks.count)] }
      #expect(outcome(changed, threads) == outcome(changed, Self.alone))
    }
  }

  private struct Stop: Error {}

  @Test(arguments: 1...4)
  func piecesComeInOrderAndEndWhenToldTo(_ threads: Int) {
    func pieces(_ take: (Int, inout [Int]) throws -> Bool) rethrows -> [Int] {
      var taken: [Int] = []
      let pieces = OrderedPieces(100, threads: threads, blank: [Int]()) { number, piece in
        piece = [number * 2]
      }
      try pieces.forEach { number, piece in
        taken.append(piece[0])
        return try take(number, &piece)
      }
      return taken
    }
    #expect(pieces { _, _ in true } == (0..<100).map { $0 * 2 })
    #expect(pieces { number, _ in number < 40 } == (0...40).map { $0 * 2 })
    #expect(throws: Stop.self) {
      try pieces { number, _ in if number == 7 { throw Stop() } else { return true } }
    }
  }
}
