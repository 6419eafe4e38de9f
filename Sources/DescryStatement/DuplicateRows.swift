public import DescryCore

/// Finds rows that stand in more than one file.
///
/// People export overlapping months. A row is the same when account, id, day and amount are; ids
/// carry the rank among equal rows of one file, so equal rows inside a file all stay, and as many
/// stay over all files as the fullest file has. Ids alone do not do: banks use them again.
public struct DuplicateRows: Sendable {
  /// What a row is beside those of earlier files.
  public enum Verdict: Sendable, Hashable {
    case new
    /// The same row stands in this earlier file.
    case repeated(in: String)
    /// It looks like a row of this earlier file, and may be another: it is shown, not left out.
    case probable(in: String)
  }

  private var files: [String] = []
  private var exact: [UInt64: Int] = [:]
  private var alike: [UInt64: Int] = [:]
  /// How often the file at hand has had a row of that look.
  private var ranks: [UInt64: UInt64] = [:]
  private var account: String?

  /// No files yet.
  public init() {}

  /// Begins a statement of a file.
  public mutating func begin(_ statement: Statement) {
    account = statement.account
    if files.last != statement.file {
      files.append(statement.file)
      ranks = [:]
    }
  }

  /// Judges a row of the statement that was begun last, and keeps it for those to come.
  public mutating func judge(_ transaction: Transaction) -> Verdict {
    let file = files.count - 1
    var key = StableHash()
    key.add(account ?? "")
    key.add(transaction.id)
    key.add(UInt64(bitPattern: Int64(transaction.date.dayNumber)))
    key.add(transaction.amount)
    var text = StableHash()
    text.add(UInt64(bitPattern: Int64(transaction.date.dayNumber)))
    text.add(transaction.amount)
    for byte in transaction.descriptor.utf8 where byte.isLetter || byte >= 0x80 {
      text.add(byte.upper)
    }
    let rank = ranks[text.value, default: 0]
    ranks[text.value] = rank + 1
    if rank > 0 { text.add(rank) }
    let same = exact[key.value]
    let like = alike[text.value]
    if same == nil { exact[key.value] = file }
    if like == nil { alike[text.value] = file }
    if let same, same != file {
      // Without an account the two rows may be of two accounts.
      return account == nil ? .probable(in: files[same]) : .repeated(in: files[same])
    }
    if let like, like != file { return .probable(in: files[like]) }
    return .new
  }
}
