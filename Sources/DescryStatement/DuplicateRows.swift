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

  /// Whether files that name no account are all of one.
  private let joinsUnnamed: Bool
  private var files: [String] = []
  private var exact: [UInt64: Int] = [:]
  private var alike: [UInt64: Int] = [:]
  /// How often the file at hand has had a row of that look.
  private var ranks: [UInt64: UInt64] = [:]
  private var account: String?

  /// No files yet.
  ///
  /// Two files without an account may be of two accounts, and equal rows of theirs are then only
  /// `probable`; `joinsUnnamed` takes all such files for one account's.
  public init(joinsUnnamed: Bool = false) { self.joinsUnnamed = joinsUnnamed }

  /// Begins a file.
  public mutating func begin(file: String) {
    files.append(file)
    ranks = [:]
    account = nil
  }

  /// Begins the rows of an account of the file.
  public mutating func begin(account: String?) { self.account = account }

  /// Judges a row of the account that was begun last, and keeps it for the files to come.
  public mutating func judge(_ transaction: Transaction) -> Verdict {
    let file = files.count - 1
    var key = StableHash()
    key.add(account ?? "")
    key.add(transaction.id)
    key.add(UInt64(bitPattern: Int64(transaction.date.dayNumber)))
    key.add(transaction.amount)
    let same = Self.first(key, file, &exact)
    let like = Self.first(look(transaction), file, &alike)
    if same != file {
      return account == nil && !joinsUnnamed
        ? .probable(in: files[same]) : .repeated(in: files[same])
    }
    return like == file ? .new : .probable(in: files[like])
  }

  /// The first file with a row of this hash: the file at hand when there was none.
  private static func first(_ hash: StableHash, _ file: Int, _ files: inout [UInt64: Int]) -> Int {
    if let first = files[hash.value] { return first }
    files[hash.value] = file
    return file
  }

  /// The hash of day, amount, letters of the text, and the rank among such rows of the file.
  private mutating func look(_ transaction: Transaction) -> StableHash {
    var hash = StableHash()
    hash.add(UInt64(bitPattern: Int64(transaction.date.dayNumber)))
    hash.add(transaction.amount)
    for byte in transaction.descriptor.utf8 where byte.isLetter || byte >= 0x80 {
      hash.add(UInt64(byte.upper))
    }
    let rank = ranks[hash.value, default: 0]
    ranks[hash.value] = rank + 1
    if rank > 0 { hash.add(rank) }
    return hash
  }
}
