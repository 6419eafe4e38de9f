public import DescryCore
public import DescryLookup
internal import DescryPattern
internal import DescryRules

/// How right the rule book is on labelled lines.
public struct Evaluation: Sendable {
  /// What was counted over some lines.
  public struct Score: Sendable {
    /// The lines.
    public var lines = 0
    /// Lines whose merchant is in the catalogue.
    public var known = 0
    /// Of these, those with the right catalogue id.
    public var right = 0
    /// Lines with any catalogue id.
    public var claimed = 0
    /// Lines with a wrong catalogue id.
    public var wrong = 0
    /// Lines that are a subscription.
    public var subscriptions = 0
    /// Of these, those with the right merchant.
    public var rightSubscribed = 0
    /// Of these, those with the right subscription.
    public var rightSubscriptions = 0
    /// Lines with a name to show.
    public var named = 0
    /// Of these, those that show it.
    public var rightNames = 0
    /// Of these, those that show nothing beside it.
    public var bareNames = 0
    /// Quiet lines.
    public var quiet = 0
    /// Of these, those that were called a subscription.
    public var alarms = 0

    /// Right among claimed.
    public var precision: Double { Self.share(claimed - wrong, claimed) }
    /// Right among known.
    public var coverage: Double { Self.share(right, known) }
    /// Right merchants among subscriptions.
    public var subscribedMerchants: Double { Self.share(rightSubscribed, subscriptions) }
    /// Right subscriptions among subscriptions.
    public var productRecall: Double { Self.share(rightSubscriptions, subscriptions) }
    /// Right names among named.
    public var cleanNames: Double { Self.share(rightNames, named) }
    /// Names with nothing beside them among named.
    public var bareNameShare: Double { Self.share(bareNames, named) }
    /// Wrong ids among all lines.
    public var wrongIDs: Double { lines == 0 ? 0 : Double(wrong) / Double(lines) }

    private static func share(_ part: Int, _ whole: Int) -> Double {
      whole == 0 ? 1 : Double(part) / Double(whole)
    }

    static func += (left: inout Score, right: Score) {
      for path in all { left[keyPath: path] += right[keyPath: path] }
    }

    private static var all: [WritableKeyPath<Score, Int>] {
      [
        \.lines, \.known, \.right, \.claimed, \.wrong, \.subscriptions, \.rightSubscribed,
        \.rightSubscriptions, \.named, \.rightNames, \.bareNames, \.quiet, \.alarms,
      ]
    }
  }

  /// Answers with a probability in one tenth, and how many of them were right.
  public struct Bin: Sendable {
    /// How many answers.
    public var count = 0
    /// The sum of their probabilities.
    public var claimed = 0.0
    /// How many were right.
    public var right = 0
  }

  /// The scores by corpus file.
  public private(set) var scores: [(file: String, score: Score)] = []
  /// The score of all lines.
  public private(set) var total = Score()
  /// The reliability table: ten bins of probability.
  public private(set) var bins = [Bin](repeating: Bin(), count: 10)
  /// What was taken for what: expected, given, an example.
  public private(set) var confusions: [(expected: String, given: String, at: SourceLocation)] = []
  /// Labels in words whose product is no subscription of the catalogue: not counted, for a person
  /// to read.
  public private(set) var unresolved: [(label: String, at: SourceLocation)] = []

  /// Explains every line of the corpus and compares.
  public init(_ files: [(file: String, lines: [CorpusLine])], engine: LookupEngine) {
    let scratch = MatchScratch()
    for (file, lines) in files {
      var score = Score()
      for line in lines {
        let explanation = engine.explain(line.charge, using: scratch)
        compare(line, explanation, &score)
      }
      scores.append((file, score))
      total += score
    }
  }

  /// The expected calibration error: by how much probabilities and right answers differ.
  public var calibrationError: Double {
    let count = bins.reduce(0) { $0 + $1.count }
    guard count > 0 else { return 0 }
    return bins.reduce(0) { $0 + abs($1.claimed - Double($1.right)) } / Double(count)
  }

  private mutating func compare(
    _ line: CorpusLine, _ explanation: Explanation, _ score: inout Score
  ) {
    let best = explanation.best
    score.lines += 1
    if line.isQuiet {
      score.quiet += 1
      if explanation.outcome == .recognized, best.kind == .subscription {
        score.alarms += 1
        confusions.append(("no subscription", best.subscription?.id ?? "?", line.location))
      }
    }
    let isRight = line.isRightMerchant(explanation)
    compareMerchant(line, best, isRight: isRight, &score)
    compareSubscription(line, explanation, isRight: isRight, &score)
    if line.name != nil {
      score.named += 1
      if line.isRightName(explanation) {
        score.rightNames += 1
      } else {
        let shown = best.merchant?.name ?? explanation.intermediary?.name ?? ""
        confusions.append(("name '\(line.name ?? "")'", "'\(shown)'", line.location))
      }
      if line.isBareName(explanation) { score.bareNames += 1 }
    }
    if !line.isQuiet, explanation.outcome != .unknown {
      rely(line, explanation, isRight: isRight)
    }
  }

  private mutating func compareMerchant(
    _ line: CorpusLine, _ best: Hypothesis, isRight: Bool, _ score: inout Score
  ) {
    let id = best.merchant?.id
    if id != nil { score.claimed += 1 }
    if !line.merchants.isEmpty {
      score.known += 1
      if isRight {
        score.right += 1
      } else {
        confusions.append((line.label, id ?? "nobody", line.location))
      }
    } else if let id, !isRight, !line.isQuiet {
      confusions.append((line.isInWords ? line.label : "nobody", id, line.location))
    }
    // A quiet line says nothing of who sold: only that no subscription may be named.
    if id != nil, !isRight, !line.isQuiet || !line.merchants.isEmpty { score.wrong += 1 }
  }

  private mutating func compareSubscription(
    _ line: CorpusLine, _ explanation: Explanation, isRight: Bool, _ score: inout Score
  ) {
    guard let isRightProduct = line.isRightSubscription(explanation) else {
      if line.product != nil { unresolved.append((line.label, line.location)) }
      return
    }
    score.subscriptions += 1
    if isRight { score.rightSubscribed += 1 }
    if isRightProduct {
      score.rightSubscriptions += 1
    } else if isRight {
      let best = explanation.best
      confusions.append(
        (line.label, best.subscription?.id ?? "a \(best.kind.rawValue)", line.location))
    }
  }

  /// Puts an answer into the reliability table.
  private mutating func rely(_ line: CorpusLine, _ explanation: Explanation, isRight: Bool) {
    let best = explanation.best
    // Where the label does not say which product it is, only the merchant is claimed.
    let said =
      line.subscriptions.isEmpty
      ? explanation.hypotheses.reduce(0) {
        $0 + ($1.merchant?.id == best.merchant?.id ? $1.probability : 0)
      } : best.probability
    let bin = min(9, Int(said * 10))
    bins[bin].count += 1
    bins[bin].claimed += said
    if isRight, line.isRightSubscription(explanation) ?? true { bins[bin].right += 1 }
  }
}
