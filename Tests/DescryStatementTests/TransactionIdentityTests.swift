import DescryCore
import Testing

@testable import DescryStatement

/// Ids that a file gives stay, and each means one row.
@Suite struct TransactionIdentityTests {
  /// The id of a row that has one of its own, which was announced or not.
  private func name(_ id: String, _ identity: inout TransactionIdentity, announced: Bool) -> String
  {
    if announced { Array(id.utf8).withUnsafeBytes { identity.prepare(id: $0) } }
    var row = Transaction(
      id: id, date: CalendarDate(dayNumber: 0), amount: .zero, currency: nil, descriptor: "")
    identity.name(&row)
    return row.id
  }

  @Test(arguments: [false, true])
  func `thousands of ids, and all of them again`(announced: Bool) {
    let ids = (0..<20_000).map { "REF\($0)" }
    var identity = TransactionIdentity()
    identity.begin(account: "A")
    func named() -> [String] { ids.map { name($0, &identity, announced: announced) } }
    #expect(named() == ids)
    #expect(named() == ids.map { $0 + "#2" })
    #expect(named() == ids.map { $0 + "#3" })
    identity.begin(account: "B")
    #expect(named() == ids, "another account's rows are others")
  }
}
