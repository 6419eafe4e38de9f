import DescryCore

/// Checks what balances say of the transactions between them, while these go by.
///
/// Where both balances of the account are given, opening plus the sum must be closing. Where each
/// row carries its balance instead, each must follow from the one before, read downwards or
/// upwards: banks print either way.
struct BalanceAudit {
  private var sum: Amount? = .zero
  private var rows = 0
  /// The last row, when it has a balance.
  private var last: (amount: Amount, balance: Amount, line: Int?)?
  private var downwards = Chain()
  private var upwards = Chain()

  private struct Chain {
    var links = 0
    var breaks = 0
    var firstBreak: (by: Amount, line: Int?)?

    @inline(__always)
    mutating func add(expected: Amount?, given: Amount, line: Int?) {
      links += 1
      if let expected, expected != given { miss(expected, given, line) }
    }

    private mutating func miss(_ expected: Amount, _ given: Amount, _ line: Int?) {
      guard let by = given.adding(-expected) else { return }
      breaks += 1
      if firstBreak == nil { firstBreak = (by, line) }
    }
  }

  /// Takes a booked row.
  mutating func add(_ amount: Amount, balance: Amount?, line: Int?) {
    rows += 1
    sum = sum?.adding(amount)
    guard let balance else {
      last = nil
      return
    }
    if let last {
      downwards.add(expected: last.balance.adding(amount), given: balance, line: last.line)
      upwards.add(expected: last.balance.adding(-last.amount), given: balance, line: last.line)
    }
    last = (amount, balance, line)
  }

  /// Writes the verdict into a statement, unless its reader has already given one.
  func close(_ statement: inout Statement) {
    guard statement.balanceCheck == .notGiven else { return }
    // Only a chain that mostly holds tells where a row is missing.
    let chain = downwards.breaks <= upwards.breaks ? downwards : upwards
    let isChain = chain.links > 0 && chain.breaks * 2 < max(chain.links, 2)
    if let opening = statement.openingBalance, let closing = statement.closingBalance {
      guard let sum, let expected = opening.adding(sum), let by = closing.adding(-expected) else {
        return
      }
      statement.balanceCheck =
        by.isZero ? .proved : .off(by: by, afterLine: isChain ? chain.firstBreak?.line : nil)
    } else if isChain, rows > 1, chain.links == rows - 1 {
      if let first = chain.firstBreak {
        statement.balanceCheck = .off(by: first.by, afterLine: first.line)
      } else {
        statement.balanceCheck = .proved
      }
    }
  }
}
