public import DescryRules
internal import FoundationEssentials

/// A bank's own policy as a file, in the form of `rules/advice/policy.yml`.
public enum BankPolicyFile {
  /// Reads it.
  ///
  /// - Throws: `RuleBookError` when it cannot be read or is wrong, with the place.
  public static func read(_ path: String) throws(RuleBookError) -> BankPolicy {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw RuleBookFolder.refusal(path, "the file cannot be read", help: nil)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return try RuleBookLoader.policy(RuleFile(path: path, text: text))
  }
}
