public import DescryCore
public import DescryLookup
internal import DescryPattern
internal import DescryRules

/// A labelled line of the corpus.
public struct CorpusLine: Sendable {
  /// The file and line that it stands in.
  public let location: SourceLocation
  /// The charge.
  public let charge: Charge
  /// The merchant's catalogue id; nil when the merchant is not in the catalogue.
  public let merchant: String?
  /// The name to be shown; nil when any will do.
  public let name: String?
  /// The subscription's full id; nil when the line is none, or does not tell.
  public let subscription: String?
  /// The intermediary's id, when the line has one.
  public let intermediary: String?
  /// Whether nothing on the line may be called a subscription.
  public let isQuiet: Bool
}

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
    /// Of these, those with the right subscription.
    public var rightSubscriptions = 0
    /// Lines with a name to show.
    public var named = 0
    /// Of these, those that show it.
    public var rightNames = 0
    /// Quiet lines.
    public var quiet = 0
    /// Of these, those that were called a subscription.
    public var alarms = 0

    /// Right among claimed.
    public var precision: Double { Self.share(claimed - wrong, claimed) }
    /// Right among known.
    public var coverage: Double { Self.share(right, known) }
    /// Right subscriptions among subscriptions.
    public var productRecall: Double { Self.share(rightSubscriptions, subscriptions) }
    /// Right names among named.
    public var cleanNames: Double { Self.share(rightNames, named) }
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
        \.lines, \.known, \.right, \.claimed, \.wrong, \.subscriptions, \.rightSubscriptions,
        \.named, \.rightNames, \.quiet, \.alarms,
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
    let id = best.merchant?.id
    score.lines += 1
    if line.isQuiet {
      score.quiet += 1
      if explanation.outcome == .recognized, best.kind == .subscription {
        score.alarms += 1
        confusions.append(("no subscription", best.subscription?.id ?? "?", line.location))
      }
    }
    if id != nil { score.claimed += 1 }
    let isRight = id == line.merchant
    if let merchant = line.merchant {
      score.known += 1
      if isRight { score.right += 1 }
      if id != merchant { confusions.append((merchant, id ?? "nobody", line.location)) }
    } else if let id, !line.isQuiet {
      confusions.append(("nobody", id, line.location))
    }
    // A quiet line says nothing of who sold: only that no subscription may be named.
    if id != nil, !isRight, !line.isQuiet || line.merchant != nil { score.wrong += 1 }
    if let subscription = line.subscription {
      score.subscriptions += 1
      if best.subscription?.id == subscription {
        score.rightSubscriptions += 1
      } else if isRight {
        confusions.append(
          (subscription, best.subscription?.id ?? "a \(best.kind.rawValue)", line.location))
      }
    }
    if let name = line.name {
      score.named += 1
      let shown = best.merchant?.name ?? explanation.intermediary?.name ?? ""
      if Self.plain(shown) == Self.plain(name) {
        score.rightNames += 1
      } else {
        confusions.append(("name '\(name)'", "'\(shown)'", line.location))
      }
    }
    if !line.isQuiet, explanation.outcome != .unknown {
      let rightAnswer =
        isRight && (line.subscription ?? best.subscription?.id) == best.subscription?.id
      // Where the label does not say which product it is, only the merchant is claimed.
      let said =
        line.subscription == nil
        ? ([best] + explanation.alternatives).reduce(0) {
          $0 + ($1.merchant?.id == best.merchant?.id ? $1.probability : 0)
        } : best.probability
      let bin = min(9, Int(said * 10))
      bins[bin].count += 1
      bins[bin].claimed += said
      if rightAnswer { bins[bin].right += 1 }
    }
  }

  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
