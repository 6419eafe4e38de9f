/// A rule file as it was read from disk.
public struct RuleFile: Sendable, Hashable {
  /// Its path as diagnostics name it, as `rules/merchants/a/amazon.yml`.
  public let path: String
  /// Its text.
  public let text: String

  /// A rule file.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// The file's name without folder and ending, which is the rule's id.
  public var stem: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.split(separator: ".").first.map(String.init) ?? name
  }
}
