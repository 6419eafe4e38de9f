public import DescryCore
internal import DescryPattern
internal import DescryRules

/// Runs the examples that every rule carries.
public struct RuleTester {
  /// How many examples ran.
  public private(set) var count = 0
  /// What failed, with its place.
  public private(set) var failures: [Diagnostic] = []
  private let engine: LookupEngine
  private let scratch = MatchScratch()

  /// Runs the examples of a rule book's files, all of them or those whose path is chosen.
  public init(_ engine: LookupEngine, only isChosen: (_ path: String) -> Bool = { _ in true }) {
    self.engine = engine
    for merchant in engine.book.merchants where isChosen(merchant.path) { run(merchant) }
    for intermediary in engine.book.intermediaries where isChosen(intermediary.path) {
      run(intermediary)
    }
  }

  private mutating func run(_ merchant: Merchant) {
    for match in merchant.tests.matches {
      let explanation = explain(match)
      count += 1
      let id = explanation.best.merchant?.id
      let wanted = match.expected ?? merchant.id
      if id != merchant.id {
        fail(
          merchant.path, match.line,
          "'\(match.descriptor)' is \(id ?? "nobody's"), not \(merchant.id)")
      } else if wanted.contains("/"), explanation.best.subscription?.id != wanted {
        fail(
          merchant.path, match.line,
          "'\(match.descriptor)' is \(explanation.best.subscription?.id ?? "a \(explanation.best.kind.rawValue)"), not \(wanted)"
        )
      } else if let plan = match.plan, explanation.best.plan?.id != "\(wanted)/\(plan)" {
        fail(
          merchant.path, match.line,
          "'\(match.descriptor)' is the plan \(explanation.best.plan?.id ?? "none"), not \(wanted)/\(plan)"
        )
      }
    }
    for miss in merchant.tests.nearMisses {
      count += 1
      if explain(miss.descriptor).best.merchant?.id == merchant.id {
        fail(
          merchant.path, miss.line,
          "'\(miss.descriptor)' is taken for \(merchant.id), but \(miss.because)")
      }
    }
    for undecided in merchant.tests.undecided {
      let explanation = explain(undecided.descriptor)
      count += 1
      if explanation.best.merchant?.id != merchant.id {
        fail(
          merchant.path, undecided.line,
          "'\(undecided.descriptor)' is \(explanation.best.merchant?.id ?? "nobody's"), not \(merchant.id)"
        )
      } else if explanation.outcome == .recognized {
        fail(
          merchant.path, undecided.line,
          "'\(undecided.descriptor)' is decided (\(explanation.best.subscription?.id ?? explanation.best.kind.rawValue)), but \(undecided.because)"
        )
      }
    }
  }

  private mutating func run(_ intermediary: Intermediary) {
    for match in intermediary.tests.matches {
      let explanation = explain(match)
      count += 1
      if explanation.intermediary?.id != intermediary.id {
        fail(
          intermediary.path, match.line,
          "'\(match.descriptor)' goes through \(explanation.intermediary?.id ?? "nobody"), not \(intermediary.id)"
        )
      } else if let seller = match.seller, let name = explanation.best.merchant?.name,
        explanation.best.merchant?.id == nil, name.lowercased() != seller.lowercased()
      {
        fail(
          intermediary.path, match.line,
          "'\(match.descriptor)' is sold by '\(name)', not '\(seller)'")
      }
    }
    for miss in intermediary.tests.nearMisses {
      count += 1
      if explain(miss.descriptor).intermediary?.id == intermediary.id {
        fail(
          intermediary.path, miss.line,
          "'\(miss.descriptor)' is taken for \(intermediary.id), but \(miss.because)")
      }
    }
  }

  private func explain(_ match: RuleTests.Match) -> Explanation {
    engine.explain(
      Charge(
        descriptor: match.descriptor, amount: match.amount?.amount,
        currency: match.amount?.currency, date: match.date, country: match.country, isSigned: false),
      using: scratch)
  }

  private func explain(_ descriptor: String) -> Explanation {
    engine.explain(Charge(descriptor: descriptor), using: scratch)
  }

  private mutating func fail(_ path: String, _ line: Int, _ message: String) {
    failures.append(
      Diagnostic(
        severity: .error, code: RuleProblem.testFails.rawValue, message: message,
        location: SourceLocation(path: path, line: line)))
  }
}
