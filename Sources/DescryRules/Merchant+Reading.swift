internal import DescryCore

extension Merchant {
  /// Everything that a key of the file refers to must be in the file.
  func checkReferences(_ node: RuleNode, problems: inout RuleFileDiagnostics) {
    Self.checkUnique(node.items("descriptors"), "descriptor", problems: &problems)
    Self.checkUnique(node.items("subscriptions"), "subscription", problems: &problems)
    for descriptor in node.items("descriptors") {
      let named =
        [descriptor["subscription"]].compactMap(\.self) + descriptor.items("subscriptions")
      for reference in named where reference.text.flatMap(subscription) == nil {
        problems.add(
          .unknownReference, "there is no subscription '\(reference.text ?? "")' in this file",
          at: reference)
      }
    }
    for (item, subscription) in zip(node.items("subscriptions"), subscriptions) {
      if let plan = item["trial"]?["converts-to"],
        !subscription.plans.contains(where: { $0.id == plan.text })
      {
        problems.add(
          .unknownReference, "there is no plan '\(plan.text ?? "")' in \(subscription.id)", at: plan
        )
      }
    }
    for (item, match) in zip(node["tests"]?.items("match") ?? [], tests.matches) {
      guard let expected = match.expected else {
        problems.add(.missingKey, "a match needs the key 'is'", at: item, width: 1)
        continue
      }
      let parts = expected.split(separator: "/").map(String.init)
      let known =
        parts.first == id
        && (parts.count == 1 || (parts.count == 2 && subscription(parts[1]) != nil))
      if !known {
        problems.add(
          .unknownReference,
          "'is' names this merchant or one of its subscriptions, not '\(expected)'",
          at: item["is"])
      }
      if let plan = item["plan"],
        !subscriptions.contains(where: { $0.plans.contains { $0.id == plan.text } })
      {
        problems.add(.unknownReference, "there is no plan '\(plan.text ?? "")'", at: plan)
      }
    }
  }

  static func checkUnique(
    _ items: [RuleNode], _ noun: String, problems: inout RuleFileDiagnostics
  ) {
    var seen: Set<String> = []
    for item in items {
      guard let id = item["id"], let text = id.text else { continue }
      if !seen.insert(text).inserted {
        problems.add(.duplicateID, "the \(noun) '\(text)' stands twice in this file", at: id)
      }
    }
  }
}

extension ExactKey {
  static func read(_ node: RuleNode, problems: inout RuleFileDiagnostics) -> [ExactKey] {
    let keys = Kind.allCases.compactMap { kind in
      node.text(kind.rawValue).map {
        ExactKey(
          kind: kind, value: $0, isUnverified: node.flag("unverified"), source: node.text("source"))
      }
    }
    if keys.isEmpty {
      problems.add(.missingKey, "a key is a creditor, a phone or a url", at: node, width: 1)
    }
    return keys
  }
}

extension Subscription {
  init?(_ node: RuleNode, of merchant: String, problems: inout RuleFileDiagnostics) {
    guard let id = node.text("id"), let name = node.text("name") else { return nil }
    self.id = id
    fullID = "\(merchant)/\(id)"
    self.name = name
    formerly = node.texts("formerly")
    plans = node.items("plans").compactMap { Plan($0, problems: &problems) }
    trial = node["trial"].flatMap { trial in
      trial.integer("days").map {
        Trial(
          days: $0, price: trial.money("price"), convertsTo: trial.text("converts-to"),
          isUnverified: trial.flag("unverified"), source: trial.text("source"))
      }
    }
    soldThrough = node.texts("sold-through")
    askFirst = node.localized("ask-first")
    cancellation = node["cancel"].map {
      Cancellation(
        url: $0.text("url"), path: $0.localized("path"), refund: $0.localized("refund"),
        source: $0.text("source"))
    }
  }
}

extension Plan {
  init?(_ node: RuleNode, problems: inout RuleFileDiagnostics) {
    guard let id = node.text("id"), let price = node.money("price"),
      let every = node.text("every").flatMap(BillingPeriod.init)
    else { return nil }
    self.id = id
    self.price = price
    self.every = every
    country = node.text("country")
    from = node.date("from")
    until = node.date("until")
    taxPercent = node.integer("tax") ?? 0
    isUnverified = node.flag("unverified")
    source = node.text("source")
    if let from, let until, until < from {
      problems.add(
        .contradiction, "the price ends on \(until), before it begins", at: node["until"])
    }
    if source == nil, !isUnverified {
      problems.add(
        .noSource, "the price has no source", at: node["price"],
        help: "name who published it, or write unverified: true")
    }
  }
}

extension RuleTests {
  init(_ node: RuleNode?) {
    matches = (node?.items("match") ?? []).map {
      Match(
        descriptor: $0.text("descriptor") ?? "", amount: $0.money("amount"), date: $0.date("date"),
        country: $0.text("country"), expected: $0.text("is"), plan: $0.text("plan"),
        seller: $0.text("seller"), line: $0.line)
    }
    nearMisses = (node?.items("near-miss") ?? []).map(Refusal.init)
    undecided = (node?.items("undecided") ?? []).map(Refusal.init)
  }
}

extension RuleTests.Refusal {
  init(_ node: RuleNode) {
    self.init(
      descriptor: node.text("descriptor") ?? "", because: node.text("because") ?? "",
      line: node.line)
  }
}
