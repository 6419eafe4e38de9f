public import DescryCore

/// The drafts for the findings of explained accounts.
public struct CaseLetters: Sendable {
  /// The drafts of each finding, by its index; a finding without any is left out.
  public private(set) var byFinding: [Int: [Letter]] = [:]
  /// The indices of findings about which somebody has to write or call, the gravest first.
  private let cases: [Int]

  /// Drafts for all findings of the accounts.
  ///
  /// One charge may be told of by several findings, but it is one case: the gravest that asks for
  /// something has the drafts, and no draft is made twice. Once the money has come back, there is
  /// nothing to ask for any more.
  public init(_ accounts: ExplainedAccounts, by writer: LetterWriter) {
    let named = Set(accounts.findings.lazy.flatMap(\.transactions))
    var lines: [String: (Transaction, Explanation)] = [:]
    for item in accounts.statements {
      for (transaction, explanation) in zip(item.statement.transactions, item.explanations)
      where named.contains(transaction.id) {
        lines[transaction.id] = (transaction, explanation)
      }
    }
    let credits = Self.credits(accounts.findings, lines)
    var written: Set<[String]> = []
    let (asked, told) = (
      accounts.findings.indices.filter { Self.isCase(accounts.findings[$0]) },
      accounts.findings.indices.filter { !Self.isCase(accounts.findings[$0]) }
    )
    cases = asked
    for index in asked + told {
      let finding = accounts.findings[index]
      var named = finding.transactions.compactMap { lines[$0] }
      let charge = named.last { $0.0.amount.isNegative } ?? named.last
      guard let charge else { continue }
      let credit = finding.rule == "refunded" ? nil : credits[charge.0.id].flatMap { lines[$0] }
      if let credit { named.append(credit) }
      let drafts = writer.letters(
        for: finding, named.map(\.0), explained: charge.1,
        on: credit == nil ? nil : "refunded"
      ).filter { written.insert([$0.rule, charge.0.id]).inserted }
      guard !drafts.isEmpty else { continue }
      byFinding[index] = drafts
    }
  }

  /// The drafts for what somebody has to write or call about, the gravest first.
  public var ofCases: [Letter] { cases.flatMap { byFinding[$0] ?? [] } }

  /// A subscription that began or became dearer, and money that came back, are only to be known.
  private static func isCase(_ finding: Finding) -> Bool {
    finding.severity > .note || finding.advice.map { $0.card != .keep } ?? false
      || ["trial-converted", "refund-missing"].contains(finding.rule)
  }

  /// The credit of each charge that came back in full.
  private static func credits(
    _ findings: [Finding], _ lines: [String: (Transaction, Explanation)]
  ) -> [String: String] {
    var credits: [String: String] = [:]
    for finding in findings where finding.rule == "refunded" {
      let named = finding.transactions.compactMap { lines[$0]?.0 }
      guard named.count == 2, let charge = named.first(where: { $0.amount.isNegative }),
        let credit = named.first(where: { !$0.amount.isNegative }),
        charge.amount.magnitude == credit.amount
      else { continue }
      credits[charge.id] = credit.id
    }
    return credits
  }
}
