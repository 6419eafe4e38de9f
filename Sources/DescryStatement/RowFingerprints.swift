import DescryCore

/// Hashes what makes a row of an account the same row: everything that no other export of the account
/// would change, which is day, amount and text.
struct RowFingerprints: Sendable {
  /// The hash of the account, with which those of its rows begin.
  private let account: StableHash
  private var day: CalendarDate?
  private var dayNumber: UInt64 = 0

  init(account name: String?) {
    var account = StableHash()
    account.add(name ?? "")
    self.account = account
  }

  /// The fingerprint of a row.
  mutating func fingerprint(_ date: CalendarDate, _ amount: Amount, _ text: String) -> StableHash {
    if day != date {
      day = date
      dayNumber = UInt64(bitPattern: Int64(date.dayNumber))
    }
    var hash = account
    hash.add(dayNumber)
    hash.add(amount)
    hash.add(text)
    return hash
  }

  /// The hash of an id that the file gives a row.
  func hash(ofID id: String) -> StableHash {
    var hash = account
    hash.add(id)
    return hash
  }

  /// The hash of an id that stands in the file.
  func hash(ofID id: UnsafeRawBufferPointer) -> StableHash {
    var hash = account
    hash.add(id)
    return hash
  }
}
