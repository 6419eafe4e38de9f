/// The names of towns, to tell a merchant's words from where it is.
public struct Places: Sendable {
  private let names: Set<String>
  /// How many words the longest name has.
  public let longest: Int

  /// No town at all.
  public static let none = Places([])

  /// Towns by their plain capital names.
  public init(_ names: some Sequence<String>) {
    self.names = Set(names)
    longest = self.names.lazy.map { $0.utf8.count { $0 == UInt8(ascii: " ") } + 1 }.max() ?? 0
  }

  /// All names in order.
  var sorted: [String] { names.sorted() }

  /// Whether a plain capital name, its words parted by single blanks, is a town's.
  public func contains(_ name: String) -> Bool { names.contains(name) }
}
